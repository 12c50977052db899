export {
  listKeys,
  listSessions,
  type Removed,
  removeKey,
  removeKeysOf,
  removeSession,
  type StoredKey,
} from './accounts/access.ts';
export { confirmSession, passwordHashOf, replacePassword } from './accounts/confirm-session.ts';
export { endSessions } from './accounts/end-sessions.ts';
export { addKey, type KeyHolder, keyHolder, noteKeyUse } from './accounts/key-holder.ts';
export { lockAccount, lockAccounts } from './accounts/lock-accounts.ts';
export { rightsThatHold } from './accounts/rights-that-hold.ts';
export { crossedSignInNames, type SignInNames } from './accounts/sign-in-names.ts';
export { besideName, toldApart } from './accounts/told-apart.ts';
export { type Actor, actingAs, atTimeOf, currentTime, systemActor } from './capture/actor.ts';
export { type AuditedDeed, auditEvent, newStamp } from './capture/audit-event.ts';
export { type Authority, underAuthority, withoutCredential } from './capture/authority.ts';
export { atDatabaseTime, databaseTime } from './capture/database-time.ts';
export { recordAudit } from './capture/record-audit.ts';
export { databaseError } from './database-errors.ts';
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
export {
  handedOut,
  type PersonalTable,
  queueColumns,
  tablesWith,
  textColumns,
  wayOf,
  writtenColumns,
  writtenWays,
} from './entities/personal-columns.ts';
export { inSnapshot } from './in-snapshot.ts';
export { migrate } from './migrate.ts';
export { OldSchemaError, requireSchema } from './migrating/require-schema.ts';
export { answersByIndex, type Database, type EntityManager, LockMode, openDatabase, poolOf } from './orm.ts';
export { ensureLogins } from './roles/ensure-logins.ts';
export { tableRights } from './roles/table-rights.ts';
export { currencyOf, keepRates } from './tracker/currency-of.ts';
export { nextInvoiceNumber } from './tracker/invoice-number.ts';
export { invoiceTotals } from './tracker/invoice-totals.ts';
export { lockTimeOf } from './tracker/lock-time-of.ts';
export { markOverdueInvoices } from './tracker/mark-overdue-invoices.ts';
export { projectTime } from './tracker/project-time.ts';
export { type UnbilledTask, unbilledTime } from './tracker/unbilled-time.ts';
export { commentCounts, projectCounts } from './tracker/work-counts.ts';
export { workspaceDay } from './tracker/workspace-day.ts';
export { arrayText } from './trail/array-text.ts';
export {
  activityBytes,
  byteSlices,
  type IdRange,
  inGroups,
  SLICE_BYTES,
  searchedBytes,
  withinBytes,
} from './trail/byte-slices.ts';
export { runPrepared } from './trail/run-prepared.ts';
export { shortAgent, userAgentOf, withUserAgent } from './trail/short-agents.ts';
export { sqlState } from './trail/sql-state.ts';
export { joinLeafSql, leafSql, leavesSql } from './trail/stored-leaves.ts';
