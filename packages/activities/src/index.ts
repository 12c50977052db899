export { type FailedEvent, type FailedList, listFailed } from './failed/list-failed.ts';
export { listSetAside, SET_ASIDE_BYTES } from './failed/list-set-aside.ts';
export { type Retried, retryFailed } from './failed/retry-failed.ts';
export { countActivities } from './feed/count-activities.ts';
export { entityPresence } from './feed/entity-presence.ts';
export { activitiesAfter, findActivity, lastActivityId } from './feed/find-activities.ts';
export { listActivities } from './feed/list-activities.ts';
export { HeavyRead, ReadAllowance } from './feed/read-allowance.ts';
export { COMPARING, conflictsAmong, readStored, storedAmong } from './feed/stored-events.ts';
export { contentOccurrences } from './import/content-occurrences.ts';
export type { ImportedEvent } from './import/imported-event.ts';
export { storeImported } from './import/store-imported.ts';
export {
  type AwaitedVersion,
  awaitingNewerWorker,
  laterInOutbox,
  noteAwaited,
} from './ingest/awaited-versions.ts';
export { eachSetAside, eachWaiting } from './ingest/each-waiting.ts';
export { addToOutbox, outboxDepth } from './ingest/outbox.ts';
export { notePauses } from './ingest/queue-pauses.ts';
export { readWaiting } from './ingest/read-waiting.ts';
export { prepareAtOnce, storeAtOnce } from './ingest/store-at-once.ts';
export { storeAudit } from './ingest/store-audit.ts';
export { setApart, storeBatch } from './ingest/store-batch.ts';
export { lockHead, narrowSql, type StoreResult, storeNow } from './ingest/store-events.ts';
export { type PreparedEvents, prepareWaiting, storePrepared, storeWaiting } from './ingest/store-waiting.ts';
export { insertActivitiesSql, type NewActivity, writeActivities } from './ingest/write-activities.ts';
export { asForgotten, forgottenAccounts, keepForgotten } from './redaction/erased-subjects.ts';
export { freeName } from './redaction/free-name.ts';
export { type Identity, type Name, namesOf, recognizerOf } from './redaction/names.ts';
export { personalOf } from './redaction/personal-of.ts';
export { redact, redactJson } from './redaction/redact.ts';
export { nothingFound, REPLACEMENT, redactText } from './redaction/redact-text.ts';
export { involvementIn, redactPayload } from './redaction/redact-unfit.ts';
export { type Person, subjectRelation } from './redaction/subject-relation.ts';
export { addToRollupsSql } from './rollups/add-to-rollups.ts';
export { compareRollups, reconcileRollups, repairRollups } from './rollups/reconcile-rollups.ts';
export { type CountedActivity, rollupDeltas } from './rollups/rollup-deltas.ts';
export { type Dimension, type Grain, type RollupSeries, rollupSeries } from './rollups/rollup-series.ts';
export { bucketSql, dimensionSql, seriesSql } from './rollups/series-sql.ts';
export type { Differences, RollupDifference } from './rollups/slice-differences.ts';
export { aboutEntitySql } from './scope/about-entity.ts';
export { type Acceptance, acceptRestore } from './sealing/accept-restore.ts';
export { lastAnchored, markAnchored } from './sealing/anchors.ts';
export { checkConsistency } from './sealing/check-consistency.ts';
export { findCheckpoint, listLogKeys, type StoredCheckpoint } from './sealing/checkpoints.ts';
export { ForkedLogError } from './sealing/forked-log-error.ts';
export { lastSignedCheckpoint } from './sealing/last-signed-checkpoint.ts';
export { consistencyPath, rootAt } from './sealing/proofs.ts';
export { type ProvedActivity, type ProvedLeaf, proveActivity, proveLeaf } from './sealing/prove-activity.ts';
export { sealLog } from './sealing/seal-log.ts';
export { syncDirectory } from './sealing/sync-directory.ts';
export type { Problem } from './sealing/verify/finding.ts';
export { fits, personalDigest } from './sealing/verify/leaf-fit.ts';
export type { LoggedActivity } from './sealing/verify/log-evidence.ts';
export type { SoundLog, Verdict } from './sealing/verify/verify-log.ts';
export { verifyStoredLog } from './sealing/verify-stored-log.ts';
export { indexSearch, reindexBlocks } from './search/index-search.ts';
export { BLOCK_SIZE, blockOf } from './search/places.ts';
export { activityStats } from './statistics/activity-stats.ts';
export { comparePeriods } from './statistics/compare-periods.ts';
export { heatMap } from './statistics/heat-map.ts';
export { heatMapCell } from './statistics/heat-map-cell.ts';
export { timeline } from './statistics/timeline.ts';
export { topPeople } from './statistics/top-people.ts';
export { topProjects } from './statistics/top-projects.ts';
export { windowOf } from './statistics/window.ts';
export {
  isVisible,
  type Viewer,
  type Visibility,
  visibilitiesOf,
  visibilityOf,
  visibleSql,
} from './visibility/visibility.ts';
export { FOLDED_TO_ASCII, MARKS } from './words/fold-word.ts';
export { foldedWordsOf, MAY_ESCAPE } from './words/text-words.ts';
