/** An evaluation as lines for people. */
import { CATEGORIES } from '../../db/model.ts';
import type { Evaluation } from './evaluation.ts';
import type { Scores } from './scores.ts';

export function linesOf(evaluation: Evaluation): string[] {
  const { judge, how, tools, servers, all, sure, baselines } = evaluation;
  return [
    `judge ${judge}, ${how}, on ${tools} labelled tools of ${servers} servers`,
    '',
    row('', 'accuracy', 'macro-F1', 'misses', 'alarms', 'risk', '±1', 'kappa'),
    summary('this judge', all),
    summary('… sure labels only', sure),
    ...baselines.map(({ title, scores }) => summary(title, scores)),
    '',
    row('category', 'precision', 'recall', 'F1', 'tools'),
    ...all.perClass.map(({ category, precision, recall, f1, tools: count }) =>
      row(category, share(precision), share(recall), share(f1), String(count)),
    ),
    '',
    row('label \\ verdict', ...CATEGORIES),
    ...CATEGORIES.map((label, at) => row(label, ...(all.confusion[at] ?? []).map(String))),
    '',
    `dangerous misses: ${all.dangerousMisses.tools} of ${all.dangerousMisses.of}; false alarms: ${all.falseAlarms.tools} of ${all.falseAlarms.of}; tools returning secrets judged Low: ${all.secretsLow}`,
    ...facets(all),
    ...calibration(all),
  ];
}

function summary(title: string, { accuracy, macroF1, dangerousMisses, falseAlarms, risk }: Scores): string {
  return row(
    title,
    share(accuracy),
    share(macroF1),
    share(dangerousMisses.share),
    share(falseAlarms.share),
    share(risk.exact),
    share(risk.withinOne),
    share(risk.kappa),
  );
}

function facets({ facets: found }: Scores): string[] {
  if (!found) return [];
  const { sensitiveRead, secret, untrustedIngest, exfilSink } = found;
  return [
    `facets, F1: sensitiveRead ${share(sensitiveRead)} (secret ${share(secret)}), untrustedIngest ${share(untrustedIngest)}, exfilSink ${share(exfilSink)}`,
  ];
}

function calibration({ calibration: found }: Scores): string[] {
  if (!found) return [];
  return [
    '',
    row('confidence', 'tools', 'mean', 'right'),
    ...found.bins.map(({ from, to, tools, confidence, right }) =>
      row(`${from.toFixed(1)}–${to.toFixed(1)}`, String(tools), share(confidence), share(right)),
    ),
    `expected calibration error: ${share(found.error)}`,
  ];
}

function row(first: string, ...rest: string[]): string {
  return `${first.padEnd(38)}${rest.map((cell) => cell.padStart(12)).join('')}`.trimEnd();
}

function share(value: number): string {
  return value.toFixed(3);
}
