import { parseExactly } from '@timetracker/shared';
import { bodyText } from '../http/body/body-text.ts';
import type { RequestBody } from '../http/body/request-body.ts';

/**
 * The JSON of a request's body, exactly as it was sent.
 * @param most bytes on the wire
 * @throws {AppError} unsupportedMediaType, tooLarge, tooManyRequests; invalid, naming the place of what could not be kept
 */
export async function readJson(body: RequestBody, most: number): Promise<unknown> {
  const value = parseExactly(await bodyText(body, most), 'The body');
  await body.nextTurn();
  return value;
}
