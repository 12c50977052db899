import { excerpt } from '../excerpt.ts';
import type { FieldChange, SentenceFacts } from './entity-definition.ts';

/** Of whatever a sentence takes from extra data: anybody may have posted it, and a sentence has its limit. */
const MOST = 200;
const INVISIBLE = /^[\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * A value as a sentence can say it.
 * @returns undefined for what is missing, is no text, or has nothing in it that can be seen
 */
export const said = (value: unknown): string | undefined =>
  typeof value === 'string' && !INVISIBLE.test(value) ? excerpt(value, MOST) : undefined;

/** What an activity is about, by its name; undefined where it has none that can be seen. */
export const saidName = ({ entity_name }: Pick<SentenceFacts, 'entity_name'>): string | undefined =>
  entity_name === null || said(entity_name) === undefined ? undefined : entity_name;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What became of a field; undefined where the changes say nothing of it, or nothing that reads as a change. */
export function saidChange({ extra_data }: SentenceFacts, field: string): FieldChange | undefined {
  const { changes } = extra_data;
  const change = isObject(changes) && Object.hasOwn(changes, field) ? changes[field] : undefined;
  if (!isObject(change) || change['before'] === undefined || change['after'] === undefined) return undefined;
  return { ...change, before: change['before'], after: change['after'] };
}

/** What something went from and to; undefined unless both are known. */
export function saidStep(before: unknown, after: unknown): { from: string; to: string } | undefined {
  const [from, to] = [said(before), said(after)];
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** That something came into a project or left one, as that project sees it; undefined where it did neither. */
export function saidMove(facts: SentenceFacts): { way: 'in' | 'out'; project: string } | undefined {
  const change = facts.action === 'updated' ? saidChange(facts, 'project_id') : undefined;
  // One that tells of both is of the time when a move was one activity.
  if (!change || (change.before === null) === (change.after === null)) return undefined;
  const project = said(change.after === null ? change.before_name : change.after_name);
  return project === undefined ? undefined : { way: change.after === null ? 'out' : 'in', project };
}

/** How many sessions were ended, where extra data says so: of one that is named, or so many. */
export function saidSessions({ session, sessions }: SentenceFacts['extra_data']): number | undefined {
  if (typeof sessions === 'number' && Number.isSafeInteger(sessions) && sessions > 0) return sessions;
  return session === undefined || session === null ? undefined : 1;
}

/** What follows from lines that change. */
const ofLines = new Set(['lines', 'line_count', 'total_cents']);

/** What became of a document's lines, and of how many; undefined unless that is all that was changed. */
export function saidLines(
  facts: SentenceFacts,
): { became: 'added' | 'removed' | 'changed'; count: number } | undefined {
  const { changes } = facts.extra_data;
  const change = facts.action === 'updated' ? saidChange(facts, 'lines') : undefined;
  if (!change || !isObject(changes) || !Object.keys(changes).every((field) => ofLines.has(field)))
    return undefined;
  const [gone, come] = [
    countOf(change.before, change.before_left_out),
    countOf(change.after, change.after_left_out),
  ];
  const count = Math.max(gone, come);
  if (count === 0) return undefined;
  if (gone === 0) return { became: 'added', count };
  return { became: come === 0 ? 'removed' : 'changed', count };
}

function countOf(told: unknown, leftOut: unknown): number {
  if (!Array.isArray(told)) return 0;
  return (
    told.length + (typeof leftOut === 'number' && Number.isSafeInteger(leftOut) && leftOut > 0 ? leftOut : 0)
  );
}
