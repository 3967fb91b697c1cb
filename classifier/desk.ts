/** Whole servers judged: by the rules, by a model where its answer can matter, and by reviews over both. */

import type { Override, StoredVerdict } from '../db/model.ts';
import type { ServerToJudge } from '../db/verdicts.ts';
import { JUDGE_VERSION, judgeAll } from './classify.ts';
import { askAll, type Means, worthAsking } from './llm/ask.ts';
import { promptHash } from './llm/prompt.ts';
import type { AskReport, Judgement, Question } from './llm/types.ts';
import { applyOverride } from './overrides/apply.ts';
import { changeOf, rationaleOf } from './rationale/index.ts';
import { lintRationale } from './rationale/lint.ts';
import type { Case } from './types.ts';
import { withJudgement } from './verdict.ts';

/** What judges beside the rules. */
export interface Desk {
  /** By server name. */
  overrides: ReadonlyMap<string, readonly Override[]>;
  model?: Means | undefined;
}

export interface JudgedServer {
  server: ServerToJudge;
  verdicts: { hash: string; verdict: StoredVerdict }[];
  /** False where a question to the model stays open: the server is to be judged again another night. */
  complete: boolean;
  /** A review met one of its tools. */
  reviewed: boolean;
}

/** The version that signs: the rules' alone, or with the model and the question it was asked. */
export function versionOf(desk: Desk): string {
  if (!desk.model) return JUDGE_VERSION;
  return `${JUDGE_VERSION}+${desk.model.config.model}@${promptHash(1).slice(0, 8)}`;
}

/** Judges servers together, so that their questions to the model go out together. What was asked is added to `report`. */
export async function judgeServers(servers: readonly ServerToJudge[], desk: Desk, report: AskReport): Promise<JudgedServer[]> {
  const judged = servers.map((server) => ({ server, cases: casesOf(server) }));
  const answers = desk.model ? await opinions(judged, desk.model, report) : undefined;
  return judged.map(({ server, cases }) => {
    const reviews = new Map(desk.overrides.get(server.context.server)?.map((override) => [override.tool, override]));
    let complete = true;
    let reviewed = false;
    const verdicts = cases.map(({ hash, judged: own }) => {
      const answer = answers?.judgements.get(hash);
      if (answers?.asked.has(hash) && !answer) complete = false;
      const verdict = worded(own, answer);
      const review = reviews.get(own.reading.tool.name);
      if (!review) return { hash, verdict };
      reviewed = true;
      const stood = applyOverride(verdict, review, hash);
      return { hash, verdict: { ...stood.verdict, override: stood.override } };
    });
    return { server, verdicts, complete, reviewed };
  });
}

interface JudgedTool {
  hash: string;
  judged: Case;
}

function casesOf({ context, tools }: ServerToJudge): JudgedTool[] {
  const cases = judgeAll(tools.map(({ definition: tool }) => ({ tool, context })));
  return tools.map(({ hash }, at) => ({ hash, judged: cases[at] as Case }));
}

/** The verdict in words: the model's own where it is of the same mind and its text passes the lint that ours must pass. */
function worded(own: Case, answer: Judgement | undefined): StoredVerdict {
  if (!answer) return { ...own.verdict, rationale: rationaleOf(own), wouldChangeIf: changeOf(own) };
  const after = withJudgement(own, answer);
  const { verdict } = after;
  const agreed = verdict.category === answer.category && verdict.risk === answer.risk;
  if (agreed && lintRationale(answer.rationale, verdict, own.reading.tool).length === 0)
    return { ...verdict, rationale: answer.rationale, wouldChangeIf: answer.wouldChangeIf };
  return { ...verdict, rationale: rationaleOf(after), wouldChangeIf: changeOf(after) };
}

async function opinions(judged: readonly { cases: readonly JudgedTool[] }[], model: Means, report: AskReport) {
  const questions: Question[] = judged
    .flatMap(({ cases }) => cases)
    .filter(({ judged: own }) => worthAsking(own.verdict, model.config.threshold))
    .map(({ hash, judged: own }) => ({ hash, tool: own.reading.tool, context: own.reading.context, verdict: own.verdict }));
  return { asked: new Set(questions.map(({ hash }) => hash)), judgements: await askAll(questions, model, report) };
}
