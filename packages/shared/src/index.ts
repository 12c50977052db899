export { actionOf } from './catalog/action-of.ts';
export { type Action, type ActionIcon, actionCatalog, actions } from './catalog/actions.ts';
export {
  adminOnlyTypes,
  type EntityIcon,
  type EntityType,
  entityCatalog,
  entityDefinition,
  entityTypes,
  isEntityType,
  isReported,
  type ReportedType,
  reportedTypes,
} from './catalog/entities.ts';
export type { Changes, FieldChange } from './catalog/entity-definition.ts';
export { type BilledLine, invoiceSums, lineAmount, MAX_INVOICE_CENTS } from './catalog/invoice-amounts.ts';
export {
  type InvoiceStatus,
  invoiceStatuses,
  invoiceStatusValues,
  invoiceSteps,
  invoiceTitle,
  refusedInvoiceStep,
} from './catalog/invoice-status.ts';
export { type ProjectColor, projectColors } from './catalog/project-colors.ts';
export { said, saidChange, saidLines, saidMove, saidName, saidSessions, saidStep } from './catalog/said.ts';
export { describeActivity } from './catalog/sentence.ts';
export { type TaskPriority, taskPriorities, taskPriorityValues } from './catalog/task-priority.ts';
export { type TaskStatus, taskStatuses, taskStatusValues } from './catalog/task-status.ts';
export {
  type AccessKey,
  type AccessSession,
  accessIdInput,
  accessIdOutput,
  listKeysOutput,
} from './contracts/access.ts';
export {
  type Activity,
  type ActivityFilters,
  activity,
  getActivityInput,
  type ListActivitiesInput,
  type ListActivitiesOutput,
  listActivitiesInput,
  listActivitiesOutput,
  listSetAsideInput,
  listSetAsideOutput,
  MAX_EVENTS_PER_REQUEST,
  type PostActivitiesInput,
  postActivitiesInput,
  postActivitiesOutput,
} from './contracts/activity.ts';
export {
  type ActivityEvent,
  activityEvent,
  activitySource,
  extraData,
  MAX_EXTRA_DATA_BYTES,
  type PostedEvent,
} from './contracts/activity-event.ts';
export {
  type AnonymizationPreview,
  type AnonymizationReport,
  anonymizationAccepted,
  anonymizationPreview,
  anonymizationReport,
  anonymizeInput,
  personData,
} from './contracts/anonymization.ts';
export {
  type ActivityProof,
  type ActivityProofOutput,
  activityProofInput,
  activityProofOutput,
  type ConsistencyProofOutput,
  checkpointInput,
  consistencyInput,
  consistencyProof,
  type LogCheckpoint,
  logCheckpoint,
  logKeys,
  type PurgedProof,
} from './contracts/audit.ts';
export { type Client, clientIdInput, createClientInput, updateClientInput } from './contracts/client.ts';
export {
  type Comment,
  commentIdInput,
  createCommentInput,
  listCommentsInput,
  updateCommentInput,
} from './contracts/comment.ts';
export {
  type EntityPresence,
  type EntityRef,
  entityPresence,
  entityPresenceInput,
} from './contracts/entity-presence.ts';
export {
  beginsWithLaterVersion,
  EVENT_VERSION,
  isOfLaterVersion,
  versioned,
  versionOf,
} from './contracts/event-version.ts';
export { id, LAST_INSTANT, startTime, wholeNumber } from './contracts/fields.ts';
export {
  type ImportedActivity,
  importedActivity,
  importedFieldNames,
  importedRecord,
} from './contracts/imported-activity.ts';
export {
  type CreateInvoiceInput,
  createInvoiceInput,
  type Invoice,
  type InvoiceDocument,
  type InvoiceLine,
  type InvoiceTotal,
  invoiceIdInput,
  invoiceTotalsInput,
  listInvoicesInput,
  setInvoiceStatusInput,
  type UnbilledTask,
  unbilledTimeInput,
  updateInvoiceInput,
} from './contracts/invoice.ts';
export { isShallow, MAX_NESTING } from './contracts/json-object.ts';
export { elementOf } from './contracts/list-of.ts';
export { isReservedName, nameKey } from './contracts/look-alikes.ts';
export { LOOKS_LIKE } from './contracts/look-alikes-table.ts';
export {
  createProjectInput,
  listProjectsInput,
  type Project,
  projectIdInput,
  projectMemberInput,
  updateProjectInput,
} from './contracts/project.ts';
export { type RemovalObstacle, type RemovalObstacles, removalObstacles } from './contracts/removal.ts';
export {
  legalHold,
  type PurgeOutput,
  placeHoldInput,
  purgeDue,
  purgeInput,
  purgeOutput,
  purgeScopeInput,
  releaseHoldInput,
  removeRetentionPolicyInput,
  retentionOutput,
  setRetentionPolicyInput,
} from './contracts/retention.ts';
export {
  createSavedViewInput,
  MAX_SAVED_VIEWS,
  type SavedView,
  savedViewIdInput,
  updateSavedViewInput,
  type ViewFilters,
} from './contracts/saved-view.ts';
export {
  type ComparisonOutput,
  comparisonOutput,
  type HeatMapCellInput,
  type HeatMapCellOutput,
  type HeatMapOutput,
  heatMapCellInput,
  heatMapCellOutput,
  heatMapOutput,
  type Purged,
  rankingInput,
  type StatsBucket,
  type StatsOutput,
  type StatsWindowInput,
  statsInput,
  statsOutput,
  statsWindowInput,
  type TimelineInput,
  type TimelineOutput,
  type TopPeopleOutput,
  type TopProjectsOutput,
  timelineInput,
  timelineOutput,
  topPeopleOutput,
  topProjectsOutput,
} from './contracts/stats.ts';
export { isSurelyEvent, isSurelyPosted } from './contracts/surely-event.ts';
export {
  createTaskInput,
  listTasksInput,
  type Task,
  taskIdInput,
  updateTaskInput,
} from './contracts/task.ts';
export { firstCharacters, lengthOf, unitsFor } from './contracts/text-length.ts';
export {
  createTimeEntryInput,
  type ListTimeEntriesInput,
  listTimeEntriesInput,
  type ProjectTime,
  startTimerInput,
  type TimeEntry,
  timeEntryIdInput,
  type UpdateTimeEntryInput,
  updateTimeEntryInput,
} from './contracts/time-entry.ts';
export {
  acceptInvitationInput,
  type CreateKeyInput,
  type CreateUserInput,
  createKeyInput,
  createUserInput,
  type InvitationLink,
  type Invited,
  invitationInput,
  inviteUserInput,
  MAX_USERNAME_UNITS,
  newDisplayName,
  PASSWORD_LENGTH,
  password,
  type Role,
  type Scope,
  scope,
  scopes,
  type User,
  updateProfileInput,
  updateUserInput,
  userIdInput,
  username,
  usernameKey,
} from './contracts/user.ts';
export { isVisible, unseenIn } from './contracts/visible-text.ts';
export { updateWorkspaceInput, type Workspace } from './contracts/workspace.ts';
export { type DatabaseProcess, databaseRoles } from './database-roles.ts';
export {
  AppError,
  type ErrorBody,
  type ErrorKind,
  errorKinds,
  type Issue,
  invalid,
  MOST_ISSUES,
} from './errors.ts';
export { eventIdAt, newEventId } from './event-id.ts';
export { beginningOf, excerpt, firstCharacter } from './excerpt.ts';
export {
  anchorCheckpoint,
  anonymizePeople,
  indexSearch,
  jobs,
  markOverdueInvoices,
  purgeActivities,
  reconcileRollups,
  sealLog,
  sendMail,
  storeActivities,
} from './jobs/index.ts';
export type { JobDeclaration, JobInput, JobSchedule } from './jobs/job-declaration.ts';
export { type QueueName, queueNames, queues } from './jobs/queues.ts';
export { retiredSchedules } from './jobs/retired-schedules.ts';
export type { Mail } from './jobs/send-mail.ts';
export { inexactPlace } from './json/inexact-place.ts';
export { jsonMemory } from './json/json-memory.ts';
export { type JsonLimits, measureJson } from './json/json-structure.ts';
export { jsonWeight } from './json/json-weight.ts';
export { parseExactly } from './json/parse-exactly.ts';
export { weightOf } from './json/weight-of.ts';
export { logEntry, type PersonalFields, type PublicFacts, personalText } from './log-entry.ts';
export { currencies } from './money/currencies.ts';
export { currencyDecimals, rescaled } from './money/currency-decimals.ts';
export { isBackdated, MAX_USER_AGENT, type Posted } from './posted.ts';
export { parseSearch, type SearchPeriod } from './search/search-expression.ts';
export { type SearchKey, searchKeys } from './search/search-key.ts';
export { WORD } from './search/words.ts';
export { shorten } from './shorten.ts';
export { shownJson } from './shown-json.ts';
export { type Named, nameOf, shownName } from './shown-name.ts';
export { harmless, isolated } from './shown-text.ts';
export { knownTimeZone, nearestTimeZone } from './time/time-zone.ts';
export { utcDay } from './time/utc-day.ts';
export {
  addDays,
  type CalendarDay,
  clockMinutes,
  dayIn,
  daysBetween,
  endOfDay,
  hoursOfDay,
  instantsAt,
  isoWeekday,
  offsetMinutes,
  shownMinutes,
  startOfDay,
  startOfNextDay,
} from './time/zoned-day.ts';
export { UnusableServerError } from './unusable-server.ts';
