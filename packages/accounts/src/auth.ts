import { AsyncLocalStorage } from 'node:async_hooks';
import { confirmSession, type Database, poolOf, User } from '@timetracker/db';
import {
  AppError,
  username as knownUsername,
  MAX_USERNAME_UNITS,
  PASSWORD_LENGTH,
  unitsFor,
  usernameKey,
} from '@timetracker/shared';
import type { Env } from '@timetracker/shared/env';
import { APIError, betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { username } from 'better-auth/plugins/username';
import type { Pool } from 'pg';
import { z } from 'zod';
import { createKeyTrust, storeKey } from './api-keys.ts';
import type { Authentication } from './authentication.ts';
import { createSessionUse } from './session-use.ts';

/**
 * What people may do for themselves under /api/auth; the library's other endpoints are not served. Its ways to end sessions
 * would leave nothing in the trail: the API has its own.
 */
const openPaths = new Set(['/sign-in/username', '/sign-in/email', '/sign-out', '/get-session']);
const SIGN_IN = '/sign-in/';

/** Why nobody can sign in to an account that was deactivated. */
export const DEACTIVATED = {
  code: 'DEACTIVATED',
  message: 'This account is deactivated; ask an administrator',
};

const sessionAnswer = z.object({ token: z.string() });

const BASE_PATH = '/api/auth';
const CLIENT_IP = 'x-timetracker-client-ip';

/** What the library keeps to itself: why it failed, whether it looked at a password, and at which. */
const seen = new AsyncLocalStorage<{ error?: unknown; looked?: boolean; verified?: string }>();

const note = (facts: { looked: boolean; verified?: string }) => Object.assign(seen.getStore() ?? {}, facts);
const notedPasswords = {
  hash: (password: string) => {
    note({ looked: true });
    return hashPassword(password);
  },
  verify: (given: { hash: string; password: string }) => {
    note({ looked: true, verified: given.hash });
    return verifyPassword(given);
  },
};

type AuthEnv = Pick<Env, 'APP_URL'> & { AUTH_SECRET: string };

const createLibrary = (pool: Pool, env: AuthEnv) =>
  betterAuth({
    database: pool,
    secret: env.AUTH_SECRET,
    baseURL: env.APP_URL,
    basePath: BASE_PATH,
    trustedOrigins: [env.APP_URL],
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: {
      onError: (error) => {
        const failure = seen.getStore();
        if (failure) failure.error = error;
      },
    },
    advanced: { database: { generateId: 'serial' }, ipAddress: { ipAddressHeaders: [CLIENT_IP] } },
    // It would count in the memory of this process alone: the API counts attempts itself.
    rateLimit: { enabled: false },
    // The contract decides how long a password may be, the name of a key and a user name.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 1,
      maxPasswordLength: unitsFor(PASSWORD_LENGTH.max),
      password: notedPasswords,
    },
    user: {
      modelName: 'users',
      fields: {
        name: 'display_name',
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      // Known to the library only because it refuses tables with columns that it could not fill.
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'member' } },
    },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const found = await pool.query<{ gone: boolean }>(
              'select deactivated_at is not null as gone from users where id = $1',
              [Number(session.userId)],
            );
            if (found.rows[0]?.gone !== false) throw new APIError('FORBIDDEN', DEACTIVATED);
          },
        },
      },
    },
    plugins: [
      username({
        minUsernameLength: 1,
        maxUsernameLength: MAX_USERNAME_UNITS,
        usernameValidator: (value) => knownUsername.safeParse(value).success,
        usernameNormalization: usernameKey,
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
  });

/** Accounts and sessions (better-auth) and API keys, on the ORM's own connections. */
export async function createAuthentication(database: Database, env: AuthEnv): Promise<Authentication> {
  const pool = await poolOf(database);
  const auth = createLibrary(pool, env);
  const noteUse = createSessionUse(pool);
  const keys = createKeyTrust(database);

  return {
    handle: async (request, ip_address) => {
      const path = new URL(request.url).pathname.slice(BASE_PATH.length);
      if (!openPaths.has(path)) throw new AppError('notFound', `There is nothing at ${BASE_PATH}${path}`);
      const headers = new Headers(request.headers);
      headers.set(CLIENT_IP, ip_address ?? '0.0.0.0');
      const facts: { error?: unknown; looked?: boolean; verified?: string } = {};
      const answer = await seen.run(facts, () => auth.handler(new Request(request, { headers })));
      if (facts.error !== undefined && !(facts.error instanceof APIError)) throw facts.error;
      if (!path.startsWith(SIGN_IN)) return answer;
      // Nobody learns from the time that an answer takes whether an account exists or has a password.
      if (answer.status === 401 && !facts.looked) await hashPassword('a password');
      if (!answer.ok || facts.verified === undefined) return answer;
      const { token } = sessionAnswer.parse(await answer.clone().json());
      if (await confirmSession(database.em.fork(), token, facts.verified)) return answer;
      throw new AppError('unauthorized', 'The account has changed in the meantime; sign in again');
    },
    authenticate: async (headers) => {
      const key = keyIn(headers);
      if (key !== null) {
        const principal = await keys.principalOf(key);
        if (!principal) throw new AppError('unauthorized', 'The API key is not valid');
        return principal;
      }
      if (!headers.has('cookie')) return null;
      const session = await auth.api.getSession({ headers }).catch((cause: unknown) => {
        throw cannotCheck(cause);
      });
      if (!session) return null;
      const session_id = Number(session.session.id);
      noteUse(session_id);
      const id = Number(session.user.id);
      const user = await database.em.fork().findOne(User, { id, deactivated_at: null });
      if (!user) return null;
      const { username: name, display_name, email, role } = user;
      const rights = { via: 'session', session_id, scopes: [], service: false } as const;
      return { id, username: name, display_name, email, role, ...rights };
    },
    createKey: (input) => storeKey(database.em.fork(), input),
    trusted: keys.trusted,
    stillHolds: keys.stillHolds,
    forgetKeys: keys.forget,
  };
}

const cannotCheck = (cause?: unknown) =>
  new AppError('unavailable', 'Who you are cannot be checked at the moment; try again', {
    retryAfter: 2,
    cause,
  });

const keyIn = (headers: Headers): string | null => {
  const bearer = /^Bearer\s+(?<key>\S+)$/i.exec(headers.get('authorization') ?? '')?.groups?.['key'];
  return headers.get('x-api-key') ?? bearer ?? null;
};
