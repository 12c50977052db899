import { invalid, parseExactly } from '@timetracker/shared';
import { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { toAppError, toErrorBody, trpcCode } from '../errors/errors.ts';
import { logIfInternal, retryAfterOf } from '../http/answer-error.ts';
import type { AppContext } from '../http/app-env.ts';
import { checkBodyType } from '../http/body/body-text.ts';
import { requestContext } from '../http/request-context.ts';
import { maxBodyBytes } from '../rest/max-body-bytes.ts';
import { readJson } from '../rest/read-json.ts';
import { appRouter } from '../routers/router.ts';
import type { Services } from '../trpc/context.ts';

export const TRPC_PATH = '/api/trpc';

// A page asks for what it shows in one request; more than this is no page of ours.
const MAX_BATCH = 50;

/** Serves /api/trpc/*, for `httpBatchLink`. */
export const trpcEndpoint = (services: Services) => async (c: AppContext) => {
  const answer = await fetchRequestHandler({
    endpoint: TRPC_PATH,
    req: exactRequest(c),
    router: appRouter,
    maxBatchSize: MAX_BATCH,
    createContext: ({ resHeaders }) =>
      requestContext(services, c, ({ headers = {} }) => {
        for (const [name, value] of Object.entries(headers)) resHeaders.set(name, value);
      }),
    onError: ({ error }) => logIfInternal(services.log, error, c.get('requestId')),
    responseMeta: ({ errors }) => ({ headers: { 'cache-control': 'no-store', ...retryHeader(errors) } }),
  });
  // The library names no type where it refuses a request before it has read anything.
  if (!answer.headers.has('content-type') || answer.headers.get('content-type')?.startsWith('text/plain'))
    answer.headers.set('content-type', 'application/json');
  return answer;
};

/** Called when a procedure's guards have let the caller in. A batch may have what one of its calls may. */
async function readInput(c: AppContext): Promise<unknown> {
  const paths = c.req.path.slice(TRPC_PATH.length + 1).split(',', MAX_BATCH);
  const most = Math.max(...paths.map(maxBodyBytes));
  try {
    return await readJson(c.get('body'), most);
  } catch (thrown) {
    const { kind, message } = toAppError(thrown);
    throw new TRPCError({ code: trpcCode(kind), message, cause: thrown });
  }
}

/** The request, whose input is read exactly as it was sent, or refused: the library would replace what cannot be kept. */
function exactRequest(c: AppContext): Request {
  // The library would read the first, and pass over the others.
  for (const [name, values] of Object.entries(c.req.queries()))
    if (values.length > 1) throw invalid(name, 'must be given once');
  if (c.req.method !== 'POST') {
    const input = c.req.query('input');
    if (input !== undefined) parseExactly(input, 'input');
    return c.req.raw;
  }
  // The library would take forms and files as well, and read them without a limit.
  checkBodyType(c.req.raw.headers);
  return Object.defineProperty(c.req.raw, 'json', { value: () => readInput(c) });
}

function retryHeader(errors: readonly unknown[]): Record<string, string> {
  const waits = errors.map((error) => retryAfterOf(toAppError(error)) ?? 0);
  const longest = Math.max(0, ...waits);
  return longest === 0 ? {} : { 'retry-after': String(longest) };
}

/**
 * A refusal from before tRPC was reached (rate limit, foreign origin, size) in tRPC's own form, which its client
 * understands also as the answer to a whole batch.
 */
export function trpcRefusal(thrown: unknown, request_id: string): object {
  const body = toErrorBody(thrown, request_id);
  const code = trpcCode(toAppError(thrown).kind);
  return { error: { message: body.message, code: TRPC_ERROR_CODES_BY_KEY[code], data: { code, body } } };
}
