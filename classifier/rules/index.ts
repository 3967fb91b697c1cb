/** All rules. Order is the order in which findings are listed; the verdict does not depend on it. */
import type { Rule } from '../types.ts';
import { accessChange } from './access-change.ts';
import { actionParameter } from './action-parameter.ts';
import { analyticsQuery } from './analytics-query.ts';
import { arithmeticInput } from './arithmetic-input.ts';
import { browserContent } from './browser-content.ts';
import { bulkReach } from './bulk-reach.ts';
import { cancelledThing } from './cancelled-thing.ts';
import { changingVerb } from './changing-verb.ts';
import { chartReturned } from './chart-returned.ts';
import { codeParameter } from './code-parameter.ts';
import { computingVerb } from './computing-verb.ts';
import { conditionChecked } from './condition-checked.ts';
import { connectionTested } from './connection-tested.ts';
import { containerObject } from './container-object.ts';
import { contentRemoved } from './content-removed.ts';
import { declaredDestructive } from './declared-destructive.ts';
import { deedBeside } from './deed-beside.ts';
import { defaultRestored } from './default-restored.ts';
import { deletingVerb } from './deleting-verb.ts';
import { derivedStructure } from './derived-structure.ts';
import { designPartsRead } from './design-parts-read.ts';
import { deviceControl } from './device-control.ts';
import { downloadReturned } from './download-returned.ts';
import { downloadWritten } from './download-written.ts';
import { draftOnly } from './draft-only.ts';
import { dryRunParameter } from './dry-run-parameter.ts';
import { entryLogged } from './entry-logged.ts';
import { expressionEvaluated } from './expression-evaluated.ts';
import { freeAddress } from './free-address.ts';
import { generatedArtefact } from './generated-artefact.ts';
import { guestsInvited } from './guests-invited.ts';
import { guidanceReturned } from './guidance-returned.ts';
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
import { monitoringMuted } from './monitoring-muted.ts';
import { networkProbe } from './network-probe.ts';
import { obligationMade } from './obligation-made.ts';
import { openPassthrough } from './open-passthrough.ts';
import { outwardMessage } from './outward-message.ts';
import { ownAccountRead } from './own-account-read.ts';
import { ownScratch } from './own-scratch.ts';
import { ownSettingRead } from './own-setting-read.ts';
import { ownWorkspaceMessage } from './own-workspace-message.ts';
import { pageReturned } from './page-returned.ts';
import { payingVerb } from './paying-verb.ts';
import { privateContent } from './private-content.ts';
import { processControl } from './process-control.ts';
import { processEnded } from './process-ended.ts';
import { programStored } from './program-stored.ts';
import { readOnlyQuery } from './read-only-query.ts';
import { readingVerb } from './reading-verb.ts';
import { recipientsNamed } from './recipients-named.ts';
import { regenerableData } from './regenerable-data.ts';
import { relationRemoved } from './relation-removed.ts';
import { requestMade } from './request-made.ts';
import { resultStored } from './result-stored.ts';
import { runningVerb } from './running-verb.ts';
import { runtimeCreated } from './runtime-created.ts';
import { scheduleCreated } from './schedule-created.ts';
import { secretMade } from './secret-made.ts';
import { secretReturned } from './secret-returned.ts';
import { sendingVerb } from './sending-verb.ts';
import { severalActionsTold } from './several-actions-told.ts';
import { simulatedActor } from './simulated-actor.ts';
import { sqlStatement } from './sql-statement.ts';
import { statedOverwrite } from './stated-overwrite.ts';
import { statedPermanence } from './stated-permanence.ts';
import { statedSandbox } from './stated-sandbox.ts';
import { strangerContent } from './stranger-content.ts';
import { terminalInput } from './terminal-input.ts';
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
  browserContent,
  bulkReach,
  cancelledThing,
  changingVerb,
  chartReturned,
  codeParameter,
  computingVerb,
  conditionChecked,
  connectionTested,
  containerObject,
  contentRemoved,
  declaredDestructive,
  defaultRestored,
  deedBeside,
  deletingVerb,
  derivedStructure,
  designPartsRead,
  deviceControl,
  downloadReturned,
  downloadWritten,
  draftOnly,
  dryRunParameter,
  entryLogged,
  expressionEvaluated,
  freeAddress,
  generatedArtefact,
  guestsInvited,
  guidanceReturned,
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
  monitoringMuted,
  networkProbe,
  obligationMade,
  openPassthrough,
  outwardMessage,
  ownAccountRead,
  ownScratch,
  ownSettingRead,
  ownWorkspaceMessage,
  pageReturned,
  payingVerb,
  privateContent,
  processControl,
  processEnded,
  programStored,
  readOnlyQuery,
  readingVerb,
  recipientsNamed,
  regenerableData,
  relationRemoved,
  requestMade,
  resultStored,
  runningVerb,
  runtimeCreated,
  scheduleCreated,
  secretMade,
  secretReturned,
  sendingVerb,
  severalActionsTold,
  simulatedActor,
  sqlStatement,
  statedOverwrite,
  statedPermanence,
  statedSandbox,
  strangerContent,
  terminalInput,
  testMode,
  trashStated,
  uninformativeDescription,
  unsignedBuilder,
  verbInDescription,
  webhookCreated,
];
