/** The stored evaluation of the judge, as `npm run evaluate` writes it. Read where it is there: a fork of the judge may have none yet. */
import type { Category } from '../../db/model.ts';

export interface Scores {
  tools: number;
  accuracy: number;
  macroF1: number;
  perClass: { category: Category; precision: number; recall: number; f1: number; tools: number }[];
  /** `confusion[label][verdict]`, both in the order of CATEGORIES. */
  confusion: number[][];
  dangerousMisses: { tools: number; of: number; share: number };
  falseAlarms: { tools: number; of: number; share: number };
  risk: { exact: number; withinOne: number; kappa: number };
  secretsLow: number;
  calibration?: { bins: { from: number; to: number; tools: number; confidence: number; right: number }[]; error: number };
}

export interface Evaluation {
  judge: string;
  how: string;
  tools: number;
  servers: number;
  all: Scores;
  sure: Scores;
  baselines: { id: string; title: string; scores: Scores }[];
}

/** 0.9176 as `91.8 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
