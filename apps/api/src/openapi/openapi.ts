import type { RestEndpoint } from '../rest/rest-endpoints.ts';
import { errorResponses, errorSchema } from './error-answers.ts';
import { fixedPaths } from './fixed-paths.ts';
import { liftDefinitions } from './local-definitions.ts';
import { operationOf } from './operation.ts';

// better-auth's cookie; the prefix is the one that browsers demand for https.
const COOKIE = 'better-auth.session_token';

const securitySchemes = (appUrl: string) => ({
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: appUrl.startsWith('https:') ? `__Secure-${COOKIE}` : COOKIE,
    description: 'Set by signing in',
  },
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'An API key' },
});

/** The OpenAPI 3.1 document of everything that REST serves, from the same schemas that validate it. */
export function openApiDocument(endpoints: readonly RestEndpoint[], appUrl: string): object {
  const schemas: Record<string, unknown> = { Error: errorSchema };
  const paths: Record<string, Record<string, unknown>> = {};
  const add = (path: string, method: string, operation: object, prefix: string) => {
    const lifted = liftDefinitions(operation, prefix);
    Object.assign(schemas, lifted.schemas);
    (paths[path] ??= {})[method] = lifted.value;
  };
  for (const endpoint of endpoints)
    add(
      `/api${endpoint.path}`,
      endpoint.method.toLowerCase(),
      operationOf(endpoint),
      `${endpoint.procedure}.`,
    );
  for (const [path, { get }] of Object.entries(fixedPaths)) add(path, 'get', get, `${get.operationId}.`);
  return {
    openapi: '3.1.0',
    info: {
      title: 'TimeTracker Activity Feed',
      version: '0.1.0',
      description: 'Who did what, and when, in a TimeTracker workspace.',
    },
    // Relative: the server under whatever name the reader reached it.
    servers: [{ url: '/' }],
    security: [{ session: [] }, { bearer: [] }, { apiKey: [] }],
    paths,
    components: { schemas, responses: errorResponses, securitySchemes: securitySchemes(appUrl) },
  };
}
