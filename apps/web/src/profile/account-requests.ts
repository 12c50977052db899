import { RequestError } from '../api/api-error.ts';

async function ask(path: string, body?: object): Promise<unknown> {
  const response = await fetch(`/api/auth/${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new RequestError(answer);
  return answer;
}

/** @throws {RequestError} naming `currentPassword` where that is wrong */
export const changePassword = (values: { current: string; next: string }) =>
  ask('change-password', {
    currentPassword: values.current,
    newPassword: values.next,
  });
