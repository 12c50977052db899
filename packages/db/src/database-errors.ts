import { AppError, type ErrorKind } from '@timetracker/shared';

const RETRY_SECONDS = 2;

/** What a refusal of the database is to the caller; the message goes on where the name of the field ends. */
interface Meaning {
  kind: ErrorKind;
  message: string;
}

const taken: Meaning = { kind: 'conflict', message: 'is taken already, perhaps by somebody who was faster' };
const inTheWay: Meaning = { kind: 'conflict', message: 'is in the way of what somebody else has saved' };
const kept: Meaning = { kind: 'conflict', message: 'cannot be changed any more: something depends on it' };
const inUse: Meaning = { kind: 'conflict', message: 'is still in use; remove what refers to it first' };
const missing: Meaning = { kind: 'notFound', message: 'names something that is not there any more' };
const unfit: Meaning = { kind: 'invalid', message: 'must be a value that can be stored' };
const busy: Meaning = { kind: 'unavailable', message: 'Others change the same at the moment; try again' };
const away: Meaning = {
  kind: 'unavailable',
  message: 'The database cannot be reached at the moment; try again',
};

/**
 * SQLSTATEs, and their classes of two characters. What people can be told in better words is found out before the
 * statement, or by the constraint's name (`flushUnder`); left are races that were lost, and values that no check knows.
 */
const meanings = new Map<string, Meaning>([
  ['23505', taken],
  ['23P01', inTheWay],
  ['23000', kept],
  ['23001', inUse],
  ['23502', unfit],
  ['23514', unfit],
  // Data exceptions: numbers and times out of range, NUL in text. What is too long for an index or a row.
  ['22', unfit],
  ['54000', unfit],
  // Serialization failure and deadlock, a lock not got in time, a statement or transaction that took too long.
  ['40', busy],
  ['55P03', busy],
  ['57014', busy],
  ['25P03', busy],
  ['25P04', busy],
  // Billed time keeps its task: a class that the release before has an answer for, too (migration 20261130-141).
  ['57TT1', kept],
  // Connection, resources, operator intervention.
  ['08', away],
  ['53', away],
  ['57', away],
]);

// The sockets' own codes, and what drivers say without a code.
const SOCKET = /^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND)$/;
const AWAY_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|ECONNREFUSED|database system is (starting|shutting)|not currently accepting connections/i;
const READ_TIMEOUT = 'Query read timeout';
// The ORM writes values into the text of a statement, which ends at a NUL: PostgreSQL then misses the rest of the message.
const CUT_OFF = 'invalid message format';
const SQLSTATE = /^[0-9A-Z]{5}$/;

const textIn = (error: Error, name: string): string => {
  const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
};

function meaningOf(error: Error): Meaning | undefined {
  const code = textIn(error, 'code');
  if (code === '23503') return textIn(error, 'detail').includes('still referenced') ? inUse : missing;
  if (code === '08P01' && error.message.includes(CUT_OFF)) return unfit;
  if (SOCKET.test(code) || AWAY_MESSAGE.test(error.message)) return away;
  if (error.message.includes(READ_TIMEOUT)) return busy;
  return SQLSTATE.test(code) ? (meanings.get(code) ?? meanings.get(code.slice(0, 2))) : undefined;
}

/** `Key (task_id)=(5) is not present in table "tasks".` names a field; a key of several columns or an expression none. */
const fieldOf = (error: Error): string | undefined =>
  /^Key \((?<column>\w+)\)=/.exec(textIn(error, 'detail'))?.groups?.['column'] ??
  (textIn(error, 'column') || undefined);

/**
 * An error of the database as one of the closed list: what a race or a value made it refuse is the caller's to hear.
 * This is so for everything that is served, whatever is checked before.
 * @param error any thrown value; what caused it is looked at as well
 * @returns undefined for what is no error of the database, or one that is nobody's but ours
 */
export function databaseError(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const meaning = meaningOf(error);
  if (!meaning) return databaseError(error.cause);
  const { kind, message } = meaning;
  if (kind === 'unavailable') return new AppError(kind, message, { retryAfter: RETRY_SECONDS, cause: error });
  const path = fieldOf(error);
  return new AppError(kind, `${path ?? 'Something in it'} ${message}`, {
    ...(path !== undefined && { issues: [{ path, message }] }),
    cause: error,
  });
}
