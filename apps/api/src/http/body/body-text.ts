import { AppError } from '@timetracker/shared';
import type { RequestBody } from './request-body.ts';

/**
 * A media type (RFC 9110, section 8.3.1) that is JSON, to its end. Common parsers pass over what they do not understand, and
 * over a parameter that stands there twice, so that two readers of one header may see two charsets.
 */
const JSON_TYPE =
  /^application\/json(?<parameters>(?:[ \t]*;[ \t]*(?:[\w!#$%&'*+.^`|~-]+=(?:[\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*"))?)*)[ \t]*$/i;
const PARAMETER = /(?<name>[\w!#$%&'*+.^`|~-]+)=(?:"(?<quoted>(?:[^"\\]|\\.)*)"|(?<token>[^ \t;"]+))/g;

/**
 * The text of a body that is JSON, in UTF-8, which a byte order mark may begin.
 * @throws {AppError} as `receiveJson`; invalid for bytes that are no UTF-8
 */
export const bodyText = async (body: RequestBody, most: number): Promise<string> =>
  decodeUtf8(await body.receiveJson(most));

/** @throws {AppError} invalid for bytes of a body that are no UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid UTF-8', { cause });
  }
}

/**
 * A compressed body becomes more than anybody has counted.
 * @throws {AppError} unsupportedMediaType for a body that is not said to be JSON in UTF-8, once, or is compressed
 */
export function checkBodyType(headers: Headers): void {
  const parameters = JSON_TYPE.exec(headers.get('content-type') ?? '')?.groups?.['parameters'];
  if (parameters === undefined)
    throw new AppError('unsupportedMediaType', 'The body must be application/json');
  const seen = new Set<string>();
  for (const { groups = {} } of parameters.matchAll(PARAMETER)) {
    const name = groups['name']?.toLowerCase() ?? '';
    if (seen.has(name)) throw new AppError('unsupportedMediaType', `The content type says ${name} twice`);
    seen.add(name);
    const value = groups['quoted']?.replaceAll(/\\(.)/g, '$1') ?? groups['token'] ?? '';
    if (name === 'charset' && !isUtf8Name(value))
      throw new AppError('unsupportedMediaType', 'The body must be in UTF-8, as all JSON is');
  }
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
