import { callTRPCProcedure } from '@trpc/server';
import { Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { requestContext } from '../http/request-context.ts';
import { appRouter } from '../routers/router.ts';
import type { Services } from '../trpc/context.ts';
import { coercePath, coerceQuery } from './coerce-query.ts';
import { withoutElementPaths } from './element-paths.ts';
import { isLong, jsonInSlices } from './json-in-slices.ts';
import { maxBodyBytes } from './max-body-bytes.ts';
import { readJson } from './read-json.ts';
import type { RestEndpoint } from './rest-endpoints.ts';

/** REST below /api, derived from the procedures: their paths, their validation, their answers. */
export function createRest(services: Services, endpoints: readonly RestEndpoint[]): Hono<AppEnv> {
  const rest = new Hono<AppEnv>();
  for (const endpoint of endpoints) {
    const path = endpoint.path.replace(/\{(\w+)\}/g, ':$1');
    rest.on(endpoint.method, path, (c) => answer(services, endpoint, c));
  }
  return rest;
}

async function answer(services: Services, endpoint: RestEndpoint, c: AppContext): Promise<Response> {
  let status = endpoint.status;
  c.header('cache-control', 'no-store');
  const context = requestContext(services, c, (changes) => {
    status = changes.status ?? status;
    for (const [name, value] of Object.entries(changes.headers ?? {})) c.header(name, value);
  });
  const result = await call(endpoint, c, context);
  const text =
    endpoint.text === undefined ? undefined : Object.entries(result).find(([name]) => name === endpoint.text);
  if (text && !asksForJson(c)) return c.text(String(text[1]), status as ContentfulStatusCode);
  if (!isLong(result)) return c.json(result, status as ContentfulStatusCode);
  c.header('content-type', 'application/json');
  return c.body(
    ReadableStream.from(jsonInSlices(result)).pipeThrough(new TextEncoderStream()),
    status as ContentfulStatusCode,
  );
}

const asksForJson = (c: AppContext): boolean => /\bapplication\/json\b/i.test(c.req.header('accept') ?? '');

async function call(
  endpoint: RestEndpoint,
  c: AppContext,
  ctx: ReturnType<typeof requestContext>,
): Promise<object> {
  try {
    return await callTRPCProcedure({
      router: appRouter,
      path: endpoint.procedure,
      type: endpoint.type,
      ctx,
      getRawInput: () => inputOf(endpoint, c),
      signal: c.req.raw.signal,
      batchIndex: 0,
    });
  } catch (error) {
    throw endpoint.method === 'GET' ? withoutElementPaths(error) : error;
  }
}

/** Read by the procedure after its guards: whoever may not call it learns nothing about its input. */
async function inputOf(endpoint: RestEndpoint, c: AppContext): Promise<unknown> {
  const fixed = Object.fromEntries(endpoint.pathParameters.map((name) => [name, c.req.param(name) ?? '']));
  if (endpoint.method === 'GET') return coerceQuery(new URL(c.req.url).searchParams, fixed, endpoint.input);
  const body: unknown = await readJson(c.get('body'), maxBodyBytes(endpoint.procedure));
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isObject ? { ...body, ...coercePath(fixed, endpoint.input) } : body;
}
