import type { ErrorBody, Issue } from '@timetracker/shared';
import { errorBodyOf, RequestError } from '../api/api-error.ts';
import { dayOf, formatDateTime, formatTime } from '../i18n/format.ts';
import { type MessageId, t } from '../i18n/index.ts';

/** A refusal as forms show it: each message at its field. */
export function refusalAt(messages: Partial<Record<string, MessageId>>): RequestError {
  const issues = Object.entries(messages).flatMap(([path, id]) => (id ? [{ path, message: t(id) }] : []));
  const message = issues[0]?.message ?? '';
  return new RequestError({ error: 'Invalid parameter', message, issues } satisfies ErrorBody);
}

/** An overlap in the person's time and language: the server names the other entry in UTC, and as data. */
function inLocalTime(issue: Issue): Issue {
  const { started_at, ended_at } = issue.values ?? {};
  if (typeof started_at !== 'string') return issue;
  const from = formatDateTime(started_at);
  if (typeof ended_at !== 'string') return { ...issue, message: t('time.overlaps_running', { from }) };
  const isSameDay = dayOf(started_at) === dayOf(ended_at);
  const to = isSameDay ? formatTime(ended_at) : formatDateTime(ended_at);
  return { ...issue, message: t('time.overlaps', { from, to }) };
}

/** What the server said to an entry, with its times as people read them. */
export function inPlainWords(error: unknown): unknown {
  const body = errorBodyOf(error);
  return body?.issues?.some(({ values }) => values)
    ? new RequestError({ ...body, issues: body.issues.map(inLocalTime) })
    : error;
}
