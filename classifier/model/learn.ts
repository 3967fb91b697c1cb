/** Learns all heads from labelled tools. */
import type { Features } from './features.ts';
import { type Gold, HEADS, type Head, isFull } from './heads.ts';
import { type Example, trainLogistic } from './logistic.ts';
import type { Model } from './predict.ts';
import { prune } from './prune.ts';
import type { TrainedHead } from './regression.ts';

export interface Lesson {
  features: Features;
  gold: Gold;
}

/** A feature seen less often is not learned from. */
const LEAST_SEEN = 5;
/** How much a label counts that a careful reader could defend otherwise. */
const UNSURE = 0.6;

/** Learns the questions of `asked` from all lessons together. */
export function learn(lessons: readonly Lesson[], asked: readonly Head[] = HEADS): Model {
  const index = indexOf(lessons);
  const examples = lessons.map((lesson) => encode(lesson, index));
  const heads = new Map<string, TrainedHead>();
  for (const head of asked) {
    const own = lessons.flatMap(({ gold }, at): Example[] => {
      const label = head.label(gold);
      if (label === undefined) return [];
      const example = examples[at] as Example;
      const other = head.other?.(gold);
      const parts = other ? [{ label, share: 1 - other.share }, other] : [{ label, share: 1 }];
      return parts.map(({ label, share }) => ({ ...example, label: head.classes.indexOf(label), weight: example.weight * share }));
    });
    heads.set(head.id, { classes: head.classes, weights: trainLogistic(own, head.classes.length, index.size, head.alike) });
  }
  return prune({ index, heads, calibration: [] });
}

function indexOf(lessons: readonly Lesson[]): Map<number, number> {
  const seen = new Map<number, number>();
  for (const { features } of lessons) for (const id of new Set(features.ids)) seen.set(id, (seen.get(id) ?? 0) + 1);
  const index = new Map<number, number>();
  for (const [id, count] of seen) if (count >= LEAST_SEEN) index.set(id, index.size);
  return index;
}

function encode({ features, gold }: Lesson, index: ReadonlyMap<number, number>): Example {
  const values = new Map<number, number>();
  features.ids.forEach((id, at) => {
    const row = index.get(id);
    if (row !== undefined && !values.has(row)) values.set(row, features.values[at] ?? 1);
  });
  const rows = [...values.keys()].sort((a, b) => a - b);
  return {
    features: Int32Array.from(rows),
    values: Float32Array.from(rows.map((row) => values.get(row) ?? 1)),
    label: 0,
    full: isFull(gold),
    weight: (gold.sure ? 1 : UNSURE) * (gold.weight ?? 1),
  };
}
