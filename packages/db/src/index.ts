export { actingAs, atTimeOf, currentTime, systemActor } from './capture/actor.ts';
export { type Authority, underAuthority, withoutCredential } from './capture/authority.ts';
export { atDatabaseTime } from './capture/database-time.ts';
export { recordAudit } from './capture/record-audit.ts';
export {
  Activity,
  ActivityRollup,
  Client,
  Comment,
  Invitation,
  Invoice,
  OutboxEvent,
  Project,
  ProjectMember,
  SavedView,
  SetAsideEvent,
  type StoredInvoiceLine,
  Task,
  TimeEntry,
  User,
  Workspace,
} from './entities/index.ts';
export { queueColumns, textColumns } from './entities/personal-columns.ts';
export { beginAnonymization } from './erasure/begin-anonymization.ts';
export type { Counts } from './erasure/counts.ts';
export { pseudonymOf } from './erasure/erasure-event.ts';
export {
  type AnonymizationRow,
  findAnonymization,
  unfinishedAnonymizations,
} from './erasure/find-anonymization.ts';
export { forgottenAccounts } from './erasure/forgotten.ts';
export { handOutPersonData } from './erasure/person-data.ts';
export { placesOutside, placesToRead } from './erasure/places-outside.ts';
export { previewAnonymization } from './erasure/preview-anonymization.ts';
export { progressOf, runAnonymization } from './erasure/run-anonymization.ts';
export { contentOccurrences } from './import/content-occurrences.ts';
export type { ImportedEvent } from './import/imported-event.ts';
export { storeImported } from './import/store-imported.ts';
export { addToOutbox, outboxDepth } from './ingest/outbox.ts';
export { type Retried, retryFailed } from './ingest/retry-failed.ts';
export { type Dimension, type Grain, type RollupSeries, rollupSeries } from './ingest/rollup-series.ts';
export { bucketSql, dimensionSql, seriesSql } from './ingest/series-sql.ts';
export { shortAgent, withUserAgent } from './ingest/short-agents.ts';
export { storeAudit } from './ingest/store-audit.ts';
export { setApart, storeBatch } from './ingest/store-batch.ts';
export { narrowSql, type StoreResult } from './ingest/store-events.ts';
export { type PreparedEvents, prepareWaiting, storePrepared, storeWaiting } from './ingest/store-waiting.ts';
export { markOverdueInvoices } from './lifecycle/mark-overdue-invoices.ts';
export { countDue, type PurgeScope } from './lifecycle/purge/due.ts';
export { type LegalHold, listHolds, placeHold, releaseHold } from './lifecycle/purge/legal-holds.ts';
export { listPolicies, removePolicy, requestDuePurges, setPolicy } from './lifecycle/purge/policies.ts';
export { findPurge, listPurges, openPurges } from './lifecycle/purge/purge.ts';
export { requestPurge } from './lifecycle/purge/request-purge.ts';
export { runPurge } from './lifecycle/purge/run-purge.ts';
export { notePauses } from './lifecycle/queue-pauses.ts';
export { compareRollups, reconcileRollups, repairRollups } from './lifecycle/reconcile-rollups.ts';
export type { Differences, RollupDifference } from './lifecycle/slice-differences.ts';
export { migrate } from './migrate.ts';
export { OldSchemaError, requireSchema } from './migrating/require-schema.ts';
export { answersByIndex, type Database, type EntityManager, LockMode, openDatabase, poolOf } from './orm.ts';
export {
  listKeys,
  listSessions,
  type Removed,
  removeKey,
  removeKeysOf,
  removeSession,
  type StoredKey,
} from './queries/access.ts';
export { activityStats } from './queries/activity-stats.ts';
export { confirmSession, passwordHashOf, replacePassword } from './queries/confirm-session.ts';
export { countActivities } from './queries/count-activities.ts';
export { currencyOf, keepRates } from './queries/currency-of.ts';
export { endSessions } from './queries/end-sessions.ts';
export { entityPresence } from './queries/entity-presence.ts';
export { activitiesAfter, findActivity, lastActivityId } from './queries/find-activities.ts';
export { inSnapshot } from './queries/in-snapshot.ts';
export { nextInvoiceNumber } from './queries/invoice-number.ts';
export { invoiceTotals } from './queries/invoice-totals.ts';
export { addKey, type KeyHolder, keyHolder, noteKeyUse } from './queries/key-holder.ts';
export { listActivities } from './queries/list-activities.ts';
export { type FailedEvent, type FailedList, listFailed } from './queries/list-failed.ts';
export { listSetAside, SET_ASIDE_BYTES } from './queries/list-set-aside.ts';
export { lockAccount, lockAccounts } from './queries/lock-accounts.ts';
export { lockTimeOf } from './queries/lock-time-of.ts';
export { projectTime } from './queries/project-time.ts';
export { HeavyRead, ReadAllowance } from './queries/read-allowance.ts';
export { rightsThatHold } from './queries/rights-that-hold.ts';
export { crossedSignInNames, type SignInNames } from './queries/sign-in-names.ts';
export { comparePeriods } from './queries/statistics/compare-periods.ts';
export { heatMap } from './queries/statistics/heat-map.ts';
export { heatMapCell } from './queries/statistics/heat-map-cell.ts';
export { timeline } from './queries/statistics/timeline.ts';
export { topPeople } from './queries/statistics/top-people.ts';
export { topProjects } from './queries/statistics/top-projects.ts';
export { windowOf } from './queries/statistics/window.ts';
export { COMPARING, conflictsAmong, readStored, storedAmong } from './queries/stored-events.ts';
export { besideName, toldApart } from './queries/told-apart.ts';
export { type UnbilledTask, unbilledTime } from './queries/unbilled-time.ts';
export { commentCounts, projectCounts } from './queries/work-counts.ts';
export { workspaceDay } from './queries/workspace-day.ts';
export { ensureLogins } from './roles/ensure-logins.ts';
export { tableRights } from './roles/table-rights.ts';
export { type Acceptance, acceptRestore } from './sealing/accept-restore.ts';
export { lastAnchored, markAnchored } from './sealing/anchors.ts';
export { findCheckpoint, listLogKeys, type StoredCheckpoint } from './sealing/checkpoints.ts';
export { continues } from './sealing/continues.ts';
export { ForkedLogError } from './sealing/forked-log-error.ts';
export { consistencyPath, rootAt } from './sealing/proofs.ts';
export { type ProvedActivity, proveActivity } from './sealing/prove-activity.ts';
export { provePurged } from './sealing/prove-purged.ts';
export { sealLog } from './sealing/seal-log.ts';
export { signedMemory } from './sealing/signed-memory.ts';
export { leavesSql } from './sealing/stored-leaves.ts';
export { syncDirectory } from './sealing/sync-directory.ts';
export type { Problem } from './sealing/verify/finding.ts';
export type { SoundLog, Verdict } from './sealing/verify/verify-log.ts';
export { verifyStoredLog } from './sealing/verify-stored-log.ts';
export { indexSearch } from './search/index-search.ts';
export { BLOCK_SIZE } from './search/places.ts';
export {
  isVisible,
  type Viewer,
  type Visibility,
  visibilitiesOf,
  visibilityOf,
  visibleSql,
} from './visibility/visibility.ts';
