import { parseExactly } from '@timetracker/shared';
import { type BodyRequest, bodyText } from '../http/body-text.ts';

/**
 * The JSON of a request's body, exactly as it was sent.
 * @throws {AppError} unsupportedMediaType; invalid, naming the place of what could not be kept
 */
export const readJson = async (request: BodyRequest): Promise<unknown> =>
  parseExactly(await bodyText(request), 'The body');
