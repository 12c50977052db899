import { errorKinds } from '@timetracker/shared';

const retryAfter = {
  'Retry-After': { description: 'Seconds after which to try again', schema: { type: 'integer', minimum: 1 } },
};

const kinds = Object.entries(errorKinds);
const name = (error: string) => error.replaceAll(' ', '');

/** The answers of the closed list of errors, as components. */
export const errorResponses = Object.fromEntries(
  kinds.map(([, { error, status }]) => [
    name(error),
    {
      description: error,
      ...((status === 429 || status === 503) && { headers: retryAfter }),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  ]),
);

/** References to the errors of the given statuses, by status. */
export const errorReferences = (statuses: readonly number[]) =>
  Object.fromEntries(
    kinds
      .filter(([, { status }]) => statuses.includes(status))
      .map(([, { error, status }]) => [status, { $ref: `#/components/responses/${name(error)}` }]),
  );

/** The body of every error. */
export const errorSchema = {
  type: 'object',
  required: ['error', 'message'],
  properties: {
    error: { type: 'string', enum: kinds.map(([, { error }]) => error) },
    message: { type: 'string', examples: ['limit must be between 1 and 100'] },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    request_id: { type: 'string', description: 'Of internal errors: names the line in the log' },
  },
};
