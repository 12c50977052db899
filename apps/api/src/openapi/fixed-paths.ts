import { activity, errorKinds } from '@timetracker/shared';
import { jsonSchemaOf } from '../rest/json-schema.ts';
import { errorReferences } from './error-answers.ts';

const open = { security: [] };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const status = { type: 'object', required: ['status'], properties: { status: { const: 'ok' } } };

const stream = [
  'Server-sent events. First `ready` with the position, then an `activity` event for each activity that you may',
  'see, with its id as the event id. Comments come every 15 seconds. Reconnect with `Last-Event-ID` to go on without',
  'a gap; EventSource does so on its own. A stream ends when its session or key does.',
].join(' ');

/** What is served beside the procedures. */
export const fixedPaths = {
  '/api/activities/live': {
    get: {
      tags: ['activities'],
      operationId: 'activity.live',
      summary: 'Follow activities live',
      description: `${stream}\n\nScope: \`activity:read\``,
      parameters: [
        {
          name: 'Last-Event-ID',
          in: 'header',
          description: 'The id after which to go on',
          schema: { type: 'integer', minimum: 0 },
        },
        {
          name: 'last_event_id',
          in: 'query',
          description: 'The same for a first connection; the header counts when both are given',
          schema: { type: 'integer', minimum: 0 },
        },
      ],
      responses: {
        200: {
          description: 'The stream; the data of an `activity` event is an activity as JSON',
          content: {
            'text/event-stream': {
              schema: { type: 'string' },
              'x-event-data': jsonSchemaOf(activity, 'output'),
            },
          },
        },
        ...errorReferences([400, 401, 403, 429, 500, 503]),
      },
    },
  },
  '/api/health/live': {
    get: {
      tags: ['health'],
      operationId: 'health.live',
      summary: 'Whether the process answers',
      ...open,
      responses: { 200: { description: 'It does', ...json(status) } },
    },
  },
  '/api/health/ready': {
    get: {
      tags: ['health'],
      operationId: 'health.ready',
      summary: 'Whether database and queue answer',
      ...open,
      responses: {
        200: { description: 'They do', ...json(status) },
        ...errorReferences([errorKinds.unavailable.status]),
      },
    },
  },
};
