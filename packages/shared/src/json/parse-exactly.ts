import { AppError, invalid } from '../errors.ts';
import { inexactPlace } from './inexact-place.ts';

/**
 * What a JSON text says, if JavaScript and the database keep it as it is written.
 * @param what the text is called in the error for one that is no JSON
 * @throws {AppError} invalid: no JSON, or naming the first place that would not be kept
 */
export function parseExactly(text: string, what: string): unknown {
  const value = parsed(text, what);
  if (isWrittenAgain(text, value)) return value;
  const lost = inexactPlace(text);
  if (lost === undefined) return value;
  throw lost.path === ''
    ? new AppError('invalid', `${what} ${lost.message}`)
    : invalid(lost.path, lost.message);
}

/**
 * Whether a text is what JavaScript itself writes for its value, which nothing is lost of: a number or a key that was would
 * not be written, or otherwise. Of what is not kept, only an escaped character and the key `__proto__` are.
 */
const isWrittenAgain = (text: string, value: unknown): boolean =>
  !text.includes('\\u') && !text.includes('__proto__') && JSON.stringify(value) === text;

function parsed(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('invalid', `${what} is not valid JSON`, { cause });
  }
}
