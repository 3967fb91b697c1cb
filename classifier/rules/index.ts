/** All rules. Order is the order in which findings are listed; the verdict does not depend on it. */
import type { Rule } from '../types.ts';
import { accessChange } from './access-change.ts';
import { actionParameter } from './action-parameter.ts';
import { analyticsQuery } from './analytics-query.ts';
import { arithmeticInput } from './arithmetic-input.ts';
import { bulkReach } from './bulk-reach.ts';
import { cancelledThing } from './cancelled-thing.ts';
import { changingVerb } from './changing-verb.ts';
import { chartReturned } from './chart-returned.ts';
import { codeParameter } from './code-parameter.ts';
import { computingVerb } from './computing-verb.ts';
import { containerObject } from './container-object.ts';
import { contentRemoved } from './content-removed.ts';
import { declaredDestructive } from './declared-destructive.ts';
import { defaultRestored } from './default-restored.ts';
import { deletingVerb } from './deleting-verb.ts';
import { derivedStructure } from './derived-structure.ts';
import { deviceControl } from './device-control.ts';
import { draftOnly } from './draft-only.ts';
import { dryRunParameter } from './dry-run-parameter.ts';
import { freeAddress } from './free-address.ts';
import { generatedArtefact } from './generated-artefact.ts';
import { harmlessJob } from './harmless-job.ts';
import { historyRewrite } from './history-rewrite.ts';
import { hostPathRead } from './host-path-read.ts';
import { hostPathWritten } from './host-path-written.ts';
import { infrastructureChange } from './infrastructure-change.ts';
import { instructionsStored } from './instructions-stored.ts';
import { interfaceActuation } from './interface-actuation.ts';
import { jobTrigger } from './job-trigger.ts';
import { learnedWords } from './learned-words.ts';
import { manifestApplied } from './manifest-applied.ts';
import { marketOrder } from './market-order.ts';
import { moneyMoved } from './money-moved.ts';
import { obligationMade } from './obligation-made.ts';
import { openPassthrough } from './open-passthrough.ts';
import { outwardMessage } from './outward-message.ts';
import { ownScratch } from './own-scratch.ts';
import { ownWorkspaceMessage } from './own-workspace-message.ts';
import { payingVerb } from './paying-verb.ts';
import { privateContent } from './private-content.ts';
import { processControl } from './process-control.ts';
import { processEnded } from './process-ended.ts';
import { readOnlyQuery } from './read-only-query.ts';
import { readingVerb } from './reading-verb.ts';
import { regenerableData } from './regenerable-data.ts';
import { relationRemoved } from './relation-removed.ts';
import { runningVerb } from './running-verb.ts';
import { secretReturned } from './secret-returned.ts';
import { sendingVerb } from './sending-verb.ts';
import { severalActionsTold } from './several-actions-told.ts';
import { simulatedActor } from './simulated-actor.ts';
import { sqlStatement } from './sql-statement.ts';
import { statedOverwrite } from './stated-overwrite.ts';
import { statedPermanence } from './stated-permanence.ts';
import { statedSandbox } from './stated-sandbox.ts';
import { strangerContent } from './stranger-content.ts';
import { testMode } from './test-mode.ts';
import { trashStated } from './trash-stated.ts';
import { uninformativeDescription } from './uninformative-description.ts';
import { unsignedBuilder } from './unsigned-builder.ts';
import { verbInDescription } from './verb-in-description.ts';
import { webhookCreated } from './webhook-created.ts';

export const RULES: readonly Rule[] = [
  accessChange,
  actionParameter,
  analyticsQuery,
  arithmeticInput,
  bulkReach,
  cancelledThing,
  changingVerb,
  chartReturned,
  codeParameter,
  computingVerb,
  containerObject,
  contentRemoved,
  declaredDestructive,
  defaultRestored,
  deletingVerb,
  derivedStructure,
  deviceControl,
  draftOnly,
  dryRunParameter,
  freeAddress,
  generatedArtefact,
  harmlessJob,
  historyRewrite,
  hostPathRead,
  hostPathWritten,
  infrastructureChange,
  instructionsStored,
  interfaceActuation,
  jobTrigger,
  learnedWords,
  manifestApplied,
  marketOrder,
  moneyMoved,
  obligationMade,
  openPassthrough,
  outwardMessage,
  ownScratch,
  ownWorkspaceMessage,
  payingVerb,
  privateContent,
  processControl,
  processEnded,
  readOnlyQuery,
  readingVerb,
  regenerableData,
  relationRemoved,
  runningVerb,
  secretReturned,
  sendingVerb,
  severalActionsTold,
  simulatedActor,
  sqlStatement,
  statedOverwrite,
  statedPermanence,
  statedSandbox,
  strangerContent,
  testMode,
  trashStated,
  uninformativeDescription,
  unsignedBuilder,
  verbInDescription,
  webhookCreated,
];
