import { type JsonSchema, typesOf } from '../rest/json-schema.ts';
import { maxBodyBytes } from '../rest/max-body-bytes.ts';
import type { RestEndpoint } from '../rest/rest-endpoints.ts';
import { errorReferences } from './error-answers.ts';

const READ_ERRORS = [400, 401, 403, 404, 429, 500, 503];
const WRITE_ERRORS = [...READ_ERRORS, 409, 413, 415];

/** A REST endpoint as OpenAPI describes it. */
export function operationOf(endpoint: RestEndpoint) {
  const writes = endpoint.method === 'POST';
  return {
    tags: [endpoint.path.split('/')[1] ?? 'other'],
    operationId: endpoint.procedure,
    summary: endpoint.summary,
    description: `Scope: \`${endpoint.scope}\``,
    // A session alone posts nothing.
    ...(isStoring(endpoint) && { security: [{ bearer: [] }, { apiKey: [] }] }),
    ...(writes ? withBody(endpoint) : { parameters: parametersOf(endpoint) }),
    responses: {
      [endpoint.status]:
        endpoint.text === undefined ? answerOf(endpoint.output) : textOrJson(endpoint.output),
      ...(isStoring(endpoint) && { 201: answerOf(endpoint.output, 'Stored: with `Prefer: wait=N`') }),
      ...errorReferences([...(writes ? WRITE_ERRORS : READ_ERRORS), ...endpoint.errors]),
    },
  };
}

const answerOf = (schema: JsonSchema, description = 'Done') => ({
  description,
  content: { 'application/json': { schema } },
});

const textOrJson = (schema: JsonSchema) => ({
  description: 'Plain text, or JSON for `Accept: application/json`',
  content: { 'text/plain': { schema: { type: 'string' } }, 'application/json': { schema } },
});

const prefer = {
  name: 'Prefer',
  in: 'header',
  description: '`wait=N`: answer when the events are stored, after N seconds at the latest (at most 30)',
  schema: { type: 'string', examples: ['wait=5'] },
};

/** Events are accepted at once, and may be waited for. */
const isStoring = ({ status, path }: RestEndpoint) => status === 202 && path.startsWith('/activities');

const withBody = (endpoint: RestEndpoint) => {
  const inPath = parametersOf(endpoint).filter((parameter) => parameter.in === 'path');
  const parameters = [...inPath, ...(isStoring(endpoint) ? [prefer] : [])];
  return {
    ...(parameters.length > 0 && { parameters }),
    requestBody: {
      required: true,
      description: `At most ${(maxBodyBytes(endpoint.procedure) / 1024).toLocaleString('en')} KiB`,
      content: { 'application/json': { schema: bodyOf(endpoint) } },
    },
  };
};

/** What is in the path is not in the body. */
function bodyOf({ input, pathParameters }: RestEndpoint): JsonSchema {
  if (pathParameters.length === 0 || !input.properties) return input;
  const isInBody = (name: string) => !pathParameters.includes(name);
  return {
    ...input,
    properties: Object.fromEntries(Object.entries(input.properties).filter(([name]) => isInBody(name))),
    required: (input.required ?? []).filter(isInBody),
  };
}

const parametersOf = ({ input, pathParameters }: RestEndpoint) =>
  Object.entries(input.properties ?? {}).map(([name, schema]) => {
    const inPath = pathParameters.includes(name);
    return {
      name,
      in: inPath ? 'path' : 'query',
      required: inPath || (input.required ?? []).includes(name),
      ...(typesOf(schema).has('array') && { style: 'form', explode: false }),
      schema,
    };
  });
