import { AppError } from '@timetracker/shared';
import type { RequestBody } from './bounded-bodies.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?(?<charset>[^\s;"]*)/i;

/**
 * The text of a body that is JSON, in UTF-8, which a byte order mark may begin.
 * @throws {AppError} as `receiveJson`; invalid for bytes that are no UTF-8
 */
export async function bodyText(body: RequestBody, most: number): Promise<string> {
  const bytes = await body.receiveJson(most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid UTF-8', { cause });
  }
}

/**
 * A compressed body becomes more than anybody has counted.
 * @throws {AppError} unsupportedMediaType for a body that is not said to be JSON in UTF-8, or is compressed
 */
export function checkBodyType(headers: Headers): void {
  const type = headers.get('content-type') ?? '';
  if (!JSON_TYPE.test(type)) throw new AppError('unsupportedMediaType', 'The body must be application/json');
  const charset = CHARSET.exec(type)?.groups?.['charset'];
  if (charset !== undefined && !isUtf8Name(charset))
    throw new AppError('unsupportedMediaType', 'The body must be in UTF-8, as all JSON is');
  const coding = headers.get('content-encoding') ?? 'identity';
  if (coding.toLowerCase() !== 'identity')
    throw new AppError('unsupportedMediaType', 'The body must not be compressed');
}

function isUtf8Name(label: string): boolean {
  try {
    return new TextDecoder(label).encoding === 'utf-8';
  } catch {
    return false;
  }
}
