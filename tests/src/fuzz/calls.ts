import { describeProcedures } from '@timetracker/api/procedures';
import fc from 'fast-check';
import { asBody, mostlyValid } from './damage.ts';
import { fromSchema } from './from-schema.ts';
import { oddText } from './odd-values.ts';
import { type Role, roles } from './people.ts';

/** One request, before it is known whose cookie or key it takes. */
export interface Call {
  /** Which route or procedure is tried: what the report counts by. */
  target: string;
  as: Role;
  method: string;
  /** With its query, percent-encoded. */
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
}

type Sent = Omit<Call, 'target' | 'as'>;

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Encodes any text; half of a surrogate pair becomes U+FFFD, as browsers do it. */
const encode = (text: string) => encodeURIComponent(text.toWellFormed());

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

const queryOf = (input: unknown): string =>
  typeof input === 'object' && input !== null
    ? Object.entries(input)
        .map(
          ([name, value]) =>
            `${encode(name)}=${encode(Array.isArray(value) ? value.map(asText).join() : asText(value))}`,
        )
        .join('&')
    : encode(asText(input));

const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 9, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>[]>(
      { prefer: 'wait=1' },
      { prefer: 'wait=99999999999' },
      { prefer: 'respond-async, wait=x' },
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-encoding': 'gzip' },
      { accept: 'text/plain' },
      { origin: 'http://evil.example' },
      { 'x-forwarded-for': "1.2.3.4, ' or 1=1" },
      { 'user-agent': 'x'.repeat(5_000) },
      { 'last-event-id': '-1' },
      { 'accept-encoding': 'gzip, br;q=x' },
      { 'if-none-match': '*' },
      { range: 'bytes=0-1,5-' },
    ),
  },
);

/** Too long a request line never reaches the product: Node itself answers 431. */
const MAX_PATH = 8_000;

const rest = (): fc.Arbitrary<Call>[] =>
  describeProcedures().flatMap(({ procedure, meta, input }) => {
    if (!meta.rest) return [];
    const { method, path } = meta.rest;
    const valid = mostlyValid(fromSchema(input));
    const identifier = fc.oneof(
      fc.integer({ min: 1, max: 30 }).map(String),
      fc.constantFrom(
        '0',
        '-1',
        '2147483648',
        '99999999999999999999',
        'x',
        '1.5',
        '%ff',
        '%00',
        '..%2f..',
        '%',
      ),
      oddText.map((text) => encode(text.slice(0, 200))),
    );
    const sent = fc.tuple(valid, identifier, asBody(valid)).map(([query, id, body]): Sent => {
      const place = `/api${path.replace(/\{\w+\}/g, id)}`;
      if (method === 'GET')
        return { method, path: `${place}?${queryOf(query)}`.slice(0, MAX_PATH), headers: {} };
      return { method, path: place, headers: JSON_HEADERS, body };
    });
    return complete(`${method} ${path} (${procedure})`, sent);
  });

const trpc = (): fc.Arbitrary<Call>[] =>
  describeProcedures().map(({ procedure, type, input }) => {
    const valid = mostlyValid(fromSchema(input));
    const sent = fc.tuple(valid, asBody(valid), fc.nat(9)).map(([query, body, way]): Sent => {
      const place = `/api/trpc/${procedure}`;
      if (type === 'query')
        return {
          method: 'GET',
          path: `${place}?input=${encode(asText(query))}`.slice(0, MAX_PATH),
          headers: {},
        };
      if (way > 0) return { method: 'POST', path: place, headers: JSON_HEADERS, body };
      const batch = Buffer.concat([Buffer.from('{"0":'), body, Buffer.from(',"1":'), body, Buffer.from('}')]);
      return { method: 'POST', path: `${place},${procedure}?batch=1`, headers: JSON_HEADERS, body: batch };
    });
    return complete(`tRPC ${procedure}`, sent);
  });

const credentials = fc.record(
  {
    username: fc.oneof(fc.constantFrom('ada.admin', 'mia.member', 'nobody'), oddText),
    email: fc.oneof(fc.constant('ada.admin@example.com'), oddText),
    password: fc.oneof(fc.constant('wrong horse battery'), oddText),
    currentPassword: oddText,
    newPassword: oddText,
    callbackURL: oddText,
    rememberMe: fc.boolean(),
  },
  { requiredKeys: ['password'] },
);

const authentication = (): fc.Arbitrary<Call>[] =>
  [
    'sign-in/username',
    'sign-in/email',
    'sign-out',
    'get-session',
    'change-password',
    'sign-up/email',
    'error',
    'ok',
    '',
  ].map((name) =>
    complete(
      `auth ${name}`,
      fc
        .tuple(fc.constantFrom('GET', 'POST', 'POST', 'PUT'), asBody(mostlyValid(credentials)), fc.boolean())
        .map(([method, body, typed]) => ({
          method,
          path: `/api/auth/${name}`,
          headers: typed ? JSON_HEADERS : {},
          ...(method !== 'GET' && { body }),
        })),
    ),
  );

const pages = [
  '/',
  '/activity',
  '/assets/none.js',
  '/embed/none.js',
  '/favicon.svg',
  '/metrics',
  '/api',
  '/api/docs',
  '/api/docs/',
  '/api/openapi.json',
  '/api/health/live',
  '/api/health/ready',
  '/api/activities/live',
  '/api/trpc',
  '/api/trpc/',
  '/api/trpc/none.none',
  '/admin/queues',
  '/admin/queues/api/queues',
  '/admin/queues/api/queues/activities/1',
  '/admin/queues/api/queues/activities/pause',
  '/admin/queues/api/queues/activities/empty',
  '/admin/queues/api/queues/%2e%2e/retry/failed',
  '/%',
  '/%ff',
  '/..%2f..%2fetc/passwd',
  '//example.com',
];

const others = (): fc.Arbitrary<Call>[] =>
  pages.map((page) =>
    complete(
      `path ${page}`,
      fc
        .tuple(
          fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
          fc.oneof(
            fc.constant(''),
            oddText.map((text) => `?x=${encode(text.slice(0, 300))}`),
            fc.constant('?%ff'),
          ),
        )
        .map(([method, query]) => ({ method, path: `${page}${query}`, headers: {} })),
    ),
  );

/** Whoever may do most reaches most of the code. */
const someRole = fc.oneof(
  ...roles.map((role) => ({
    weight: role === 'nobody' ? 1 : role.endsWith('by key') ? 2 : 4,
    arbitrary: fc.constant(role),
  })),
);

const complete = (target: string, sent: fc.Arbitrary<Sent>): fc.Arbitrary<Call> =>
  fc.tuple(sent, oddHeaders, someRole).map(([call, headers, as]) => ({
    ...call,
    target,
    as,
    headers: { ...call.headers, ...headers },
  }));

/** Requests to every route and procedure in equal shares; the same seed makes the same ones. */
export function sampleCalls(count: number, seed: number): Call[] {
  const targets = [...rest(), ...trpc(), ...authentication(), ...others()];
  const each = Math.ceil(count / targets.length);
  const calls = targets.flatMap((target, index) => fc.sample(target, { numRuns: each, seed: seed + index }));
  // Shuffled, so that what one request changes meets the others.
  return fc.sample(fc.shuffledSubarray(calls, { minLength: calls.length }), { numRuns: 1, seed })[0] ?? [];
}
