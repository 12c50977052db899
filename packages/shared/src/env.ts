import { z } from 'zod';
import { newUsername, password } from './contracts/user.ts';

const url = (protocols: string[]) =>
  z.string().refine(
    (value) => {
      try {
        return protocols.includes(new URL(value).protocol.slice(0, -1));
      } catch {
        return false;
      }
    },
    `must be a URL starting with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  );

const aPort = 'must be a port: a whole number from 1 to 65535';
const aCount = 'must be a whole number from 0 on';
const postgresUrl = url(['postgres', 'postgresql']);
const port = z.coerce.number(aPort).int(aPort).min(1, aPort).max(65_535, aPort);
const flag = z.enum(['0', '1'], 'must be 0 or 1').transform((value) => value === '1');
const wholeNumber = z.coerce.number(aCount).int(aCount).min(0, aCount);

const network = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.enum(['loopback', 'linklocal', 'uniquelocal'])],
  'must be a number of proxies, or networks such as 10.0.0.0/8, separated by commas',
);
const notEverybody = (value: string) => !value.endsWith('/0');
const trustedProxies = z.string().transform((value, context): number | string[] => {
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const list = value.split(',').map((part) => part.trim());
  const parsed = z.array(network.refine(notEverybody, 'must not trust everybody')).safeParse(list);
  if (parsed.success) return list;
  context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'is not valid' });
  return z.NEVER;
});

const variables = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3000),
  APP_URL: url(['http', 'https']).optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: postgresUrl.optional(),
  /** The same database with the login of one process, for `npm start` and migrations; each process gets its DATABASE_URL. */
  API_DATABASE_URL: postgresUrl.optional(),
  WORKER_DATABASE_URL: postgresUrl.optional(),
  DATABASE_REPLICA_URLS: z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(postgresUrl))
    .optional(),
  REDIS_URL: url(['redis', 'rediss']).optional(),
  AUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  SEAL_KEY: z
    .string()
    .regex(
      /^PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/,
      'must be a signing key (npm run -s activity -- seal-key --name your.host/activity)',
    )
    .optional(),
  ANCHOR_DIR: z.string().min(1).optional(),
  ANCHOR_URL: url(['http', 'https']).optional(),
  ANCHOR_EMAIL: z
    .string()
    .transform((value) => value.split(',').map((part) => part.trim()))
    .pipe(z.array(z.email('must be e-mail addresses, separated by commas')))
    .optional(),
  ADMIN_USERNAME: newUsername.default('admin'),
  ADMIN_EMAIL: z.email('must be an e-mail address').default('admin@example.com'),
  ADMIN_PASSWORD: password.optional(),
  DEMO: flag.optional(),
  FEED_VISIBILITY: z.enum(['projects', 'own'], 'must be projects or own').default('projects'),
  SMTP_URL: url(['smtp', 'smtps']).optional(),
  MAIL_FROM: z
    .string()
    .min(3, 'must be a name and an address, or an address alone')
    .default('TimeTracker <timetracker@localhost>'),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  /** Requests a minute that one signed-in person or key may make; 0 switches the limit off. */
  RATE_LIMIT_PER_MINUTE: wholeNumber.default(60_000),
  /** Failed sign-ins from one network a minute, and at one account in 15 minutes; 0 switches the limit off. */
  SIGN_IN_LIMIT_PER_MINUTE: wholeNumber.default(30),
  /** Batches (of 1 to 1,000 events) waiting in the queue above which POST /api/activities answers 429. */
  MAX_QUEUE_DEPTH: wholeNumber.default(2_000),
  /** Which proxies before the API are believed what they say in X-Forwarded-For: how many there are, or their networks. */
  TRUST_PROXY: trustedProxies.default(0),
  /** Where the worker answers /health and /metrics; not served when unset. */
  WORKER_PORT: port.optional(),
});

/** The names of all variables, in the order of the documentation. */
export const variableNames: readonly string[] = Object.keys(variables.shape);

const environment = variables.transform((env) => ({
  ...env,
  APP_URL: (env.APP_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
}));

/** The validated configuration of a process. Variables and defaults: README, "Configuration". */
export type Env = z.output<typeof environment>;

/** A variable has a value that cannot be used. Its message is one line, fit for stderr. */
export class EnvError extends Error {
  override name = 'EnvError';
}

/**
 * Parses environment variables once, at the start of a process. An empty string counts as unset.
 * @throws {EnvError} with one line naming the first bad variable and what was expected.
 */
export function parseEnv(given: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const result = environment.safeParse(set);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new EnvError(`${String(issue?.path[0])}: ${issue?.message ?? 'is not valid'}`);
}

/**
 * The secret that signs sessions, which the API needs on a database that others may share.
 * @throws {EnvError} when it is not set
 */
export function requireAuthSecret({ AUTH_SECRET }: Pick<Env, 'AUTH_SECRET'>): string {
  if (AUTH_SECRET) return AUTH_SECRET;
  throw new EnvError('AUTH_SECRET: is required with DATABASE_URL (openssl rand -base64 32)');
}
