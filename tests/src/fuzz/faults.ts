import { errorKinds } from '@timetracker/shared';
import type { Call } from './calls.ts';
import type { Answer } from './send.ts';

/** The longest that any answer may take. */
const HANG_MS = 2_000;

const statuses = new Map<string, number>(
  Object.values(errorKinds).map(({ error, status }) => [error, status]),
);

// Words that only a stack or a statement has.
const INTERNALS =
  /\bat \S+ \(|node_modules|\.ts:\d+|\bselect .+ from\b|\binsert into\b|duplicate key value|violates .* constraint/i;

/** The queue board answers its own page in its own way. */
const isForeign = (path: string) => path.startsWith('/admin/queues/');

/** What is wrong with an answer; nothing, mostly. */
export function faultsOf(call: Call, { status, type, body, milliseconds }: Answer): string[] {
  const faults: string[] = [];
  if (status >= 500) faults.push(`answered ${status}: ${body.slice(0, 300)}`);
  if (milliseconds > HANG_MS) faults.push(`took ${Math.round(milliseconds)} ms`);
  if (status >= 400 && call.method !== 'HEAD' && !isForeign(call.path)) {
    const error = errorIn(body, type);
    if (error === undefined)
      faults.push(`answered ${status} without an error of the contract: ${type} ${body.slice(0, 200)}`);
    else if (status !== 207 && statuses.get(error) !== status) faults.push(`answered ${status} for ${error}`);
    if (INTERNALS.test(body) && !isEcho(call, body))
      faults.push(`tells of its inside: ${body.slice(0, 300)}`);
  }
  return faults;
}

/** The `error` of an answer, by REST or by tRPC, whose batches answer in a list. */
function errorIn(body: string, type: string): string | undefined {
  if (!type.startsWith('application/json')) return undefined;
  try {
    const parsed: unknown = JSON.parse(body);
    const [one] = [parsed].flat();
    const found = field(field(field(one, 'error'), 'data'), 'body') ?? one;
    const error = field(found, 'error');
    return typeof error === 'string' && statuses.has(error) ? error : undefined;
  } catch {
    return undefined;
  }
}

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Whether the words came with the request. */
const isEcho = ({ path, body }: Call, answer: string): boolean => {
  const [word = ''] = INTERNALS.exec(answer) ?? [];
  return decodeURIComponentSafely(path).includes(word) || (body?.includes(word) ?? false);
};

function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
