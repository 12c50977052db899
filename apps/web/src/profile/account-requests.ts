import { RequestError } from '../api-error.ts';

/** Under which the sessions are kept in memory. */
export const SESSIONS = ['sessions'];

/** A browser in which somebody is signed in. */
export interface SignedInSession {
  id: string;
  /** ISO 8601. */
  began_at: string;
  /** Within a minute. */
  used_at: string;
  user_agent: string;
  is_current: boolean;
}

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new RequestError(answer);
  return answer;
}

function textIn(value: unknown, key: string): string {
  const text = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : '';
  return typeof text === 'string' ? text : '';
}

/** @throws {RequestError} with `Invalid password` where the current one is wrong */
export const changePassword = (values: { current: string; next: string; sign_out_others: boolean }) =>
  ask('change-password', {
    currentPassword: values.current,
    newPassword: values.next,
    revokeOtherSessions: values.sign_out_others,
  });

/** Where one is signed in, the latest first. */
export async function listSessions(): Promise<SignedInSession[]> {
  const [sessions, current] = await Promise.all([ask('list-sessions'), ask('get-session')]);
  const currentId =
    typeof current === 'object' && current !== null && 'session' in current
      ? textIn(current.session, 'id')
      : '';
  return (Array.isArray(sessions) ? (sessions as unknown[]) : [])
    .map((session) => ({
      id: textIn(session, 'id'),
      began_at: textIn(session, 'createdAt'),
      used_at: textIn(session, 'updatedAt'),
      user_agent: textIn(session, 'userAgent'),
      is_current: textIn(session, 'id') === currentId,
    }))
    .sort((a, b) => Number(b.is_current) - Number(a.is_current) || b.began_at.localeCompare(a.began_at));
}
