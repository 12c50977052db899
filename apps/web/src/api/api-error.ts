import { type ErrorBody, errorKinds, harmless } from '@timetracker/shared';
import { TRPCClientError } from '@trpc/client';
import { t } from '../i18n/index.ts';

const knownErrors = new Set<string>(Object.values(errorKinds).map((kind) => kind.error));

const isErrorBody = (value: unknown): value is ErrorBody =>
  typeof value === 'object' &&
  value !== null &&
  'error' in value &&
  knownErrors.has(String(value.error)) &&
  'message' in value &&
  typeof value.message === 'string';

/** A refused request outside tRPC (signing in and out). */
export class RequestError extends Error {
  override name = 'RequestError';
  readonly body: ErrorBody | undefined;

  constructor(body: unknown) {
    super(isErrorBody(body) ? body.message : 'The server gave no reason');
    this.body = isErrorBody(body) ? body : undefined;
  }
}

/** What the API said about a failed request; undefined when it was not reached or did not answer in its own words. */
export function errorBodyOf(error: unknown): ErrorBody | undefined {
  if (error instanceof RequestError) return error.body;
  if (!(error instanceof TRPCClientError)) return undefined;
  const data: unknown = error.data;
  const body = typeof data === 'object' && data !== null && 'body' in data ? data.body : undefined;
  return isErrorBody(body) ? body : undefined;
}

export const isUnauthorized = (error: unknown) => errorBodyOf(error)?.error === errorKinds.unauthorized.error;

/** Nothing that was sent can change this answer: asking again is pointless. */
export const isFinal = (error: unknown) => {
  const body = errorBodyOf(error);
  return (
    body !== undefined &&
    body.error !== errorKinds.internal.error &&
    body.error !== errorKinds.unavailable.error
  );
};

/** One sentence for the user. */
export function errorMessageOf(error: unknown): string {
  const body = errorBodyOf(error);
  if (!body) return t('common.unreachable');
  const { message, request_id } = body;
  return request_id ? t('common.request', { message, id: request_id }) : harmless(message);
}
