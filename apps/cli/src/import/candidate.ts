import type { ImportedEvent } from '@timetracker/activities';
import {
  describeActivity,
  type ImportedActivity,
  importedActivity,
  importedRecord,
  newDisplayName,
  usernameKey,
} from '@timetracker/shared';
import canonicalize from 'canonicalize';
import { v5 } from 'uuid';
import { fromForeignRow } from './foreign-row.ts';
import { reasonOf } from './reason-of.ts';
import { excerptOf } from './source-row.ts';

/** A row that may be imported. */
export interface Candidate {
  number: number;
  content: unknown;
  event: Omit<ImportedEvent, 'event_id'>;
  /** Its event_id, or what one is derived from. */
  identity: { event_id: string } | { content_id: string };
}

/** A row that may not. */
export interface Rejection {
  number: number;
  content: unknown;
  reason: string;
}

/** Of event_ids that are derived from the content of a row (RFC 9562, section 5.5). Never to be changed. */
const NAMESPACE = '6cff3437-a0b1-543c-bfc0-6037f6fb9100';

/**
 * Checks a row, and names it.
 * @param received_at when the import began, ISO 8601
 */
export function candidateOf(number: number, content: unknown, received_at: string): Candidate | Rejection {
  const { row: parsed, refusal } = parse(content);
  if (!parsed) return { number, content: shortened(content), reason: refusal };
  const username = typeof parsed.username === 'string' ? usernameKey(parsed.username) : null;
  const stated = statedBy(parsed, username);
  return {
    number,
    content,
    identity: identityOf(parsed, stated),
    event: {
      person:
        username === null ? null : { username, display_name: nameOfPerson(parsed.display_name, username) },
      action: parsed.action,
      entity_type: parsed.entity_type,
      entity_id: parsed.entity_id,
      entity_name: stated.entity_name,
      description: stated.description ?? describeActivity(stated),
      extra_data: stated.extra_data,
      project_id: stated.project_id,
      ip_address: stated.ip_address,
      user_agent: stated.user_agent,
      source: 'import',
      occurred_at: stated.created_at,
      received_at,
      ...(refusal !== undefined && { refusal }),
      unstated: securityFields.filter((field) => parsed[field] === undefined),
    },
  };
}

/** Who has no account here gets one, under the name from there unless nobody may be called so. */
const nameOfPerson = (display_name: string | null | undefined, username: string): string => {
  const parsed = newDisplayName.safeParse(display_name);
  return parsed.success ? parsed.data : username;
};

/** What only administrators see, who ask for it: an answer or an export may not say it. */
const securityFields = ['ip_address', 'user_agent'] as const;

type Parsed = { row: ImportedActivity; refusal?: string } | { row?: undefined; refusal: string };

/** A row that may not be stored, and says which activity it is, may be stored already. */
function parse(content: unknown): Parsed {
  if (isDeeperThan(MOST_LEVELS, content)) return { refusal: `is nested deeper than ${MOST_LEVELS} levels` };
  const row = fromForeignRow(content);
  if (typeof row === 'string') return { refusal: row };
  const parsed = importedActivity.safeParse(row);
  if (parsed.success) return { row: parsed.data };
  const refusal = reasonOf(parsed.error, row);
  const { success, data } = importedRecord.safeParse(row);
  return success && typeof data.event_id === 'string' ? { row: data, refusal } : { refusal };
}

/** Whatever walks through a value does so within its stack, the database too. */
const MOST_LEVELS = 100;

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner)));

const LONGEST_KEPT = 65_536;

/** What is wrong with something huge is seen at its beginning; something deep cannot even be written. */
function shortened(content: unknown): unknown {
  if (isDeeperThan(MOST_LEVELS, content)) return undefined;
  const text = JSON.stringify(content);
  return text.length > LONGEST_KEPT ? excerptOf(Buffer.from(text)) : content;
}

/** What a row says of its activity, however it says it: the same in every format. */
const statedBy = (row: ImportedActivity, username: string | null) => ({
  username,
  action: row.action,
  entity_type: row.entity_type,
  entity_id: row.entity_id,
  entity_name: row.entity_name ?? null,
  description: row.description ?? null,
  extra_data: row.extra_data ?? {},
  project_id: row.project_id ?? null,
  ip_address: row.ip_address ?? null,
  user_agent: row.user_agent ?? null,
  created_at: new Date(row.created_at).toISOString(),
});

/**
 * A row with an `id` is the activity that has this number there, however often it stands in the file. Without one,
 * the same content again is another activity.
 */
function identityOf(row: ImportedActivity, stated: object): Candidate['identity'] {
  if (typeof row.event_id === 'string') return { event_id: row.event_id };
  if ((row.id ?? null) === null) return { content_id: nameOf(stated) };
  return { event_id: nameOf({ ...stated, id: String(row.id) }) };
}

const nameOf = (stated: object) => v5(canonicalize(stated) ?? '', NAMESPACE);

/** The event_id of a content that occurs for the nth time in its file. */
export const occurrenceId = (content_id: string, nth: number): string =>
  nth === 1 ? content_id : v5(String(nth), content_id);
