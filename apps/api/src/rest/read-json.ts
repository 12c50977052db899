import { AppError } from '@timetracker/shared';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** The JSON of a request's body. @throws {AppError} unsupportedMediaType, invalid */
export async function readJson(request: { raw: Request; text: () => Promise<string> }): Promise<unknown> {
  if (!JSON_TYPE.test(request.raw.headers.get('content-type') ?? ''))
    throw new AppError('unsupportedMediaType', 'The body must be application/json');
  const body = await request.text();
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AppError('invalid', 'The body is not valid JSON', { cause });
  }
}
