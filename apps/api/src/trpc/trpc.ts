import { authorityOf, isAdmin, type Principal } from '@timetracker/accounts';
import { actingAs, underAuthority } from '@timetracker/db';
import { AppError, errorKinds, type Scope } from '@timetracker/shared';
import { initTRPC } from '@trpc/server';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { toAppError, toErrorBody, trpcCode } from '../errors/errors.ts';
import type { Context } from './context.ts';
import type { DirectAnswer } from './direct.ts';

/** How a procedure is reached besides tRPC, and what a key needs to call it. */
export interface Meta {
  /** The REST endpoint: its path below /api, with `{name}` for path parameters. */
  rest?: {
    method: 'GET' | 'POST';
    path: `/${string}`;
    summary: string;
    status?: number;
    /** Statuses of errors that are not usual for the method. */
    errors?: readonly number[];
    /** The field of the answer that is the whole answer, as plain text, to whoever does not ask for JSON. */
    text?: string;
    /** Answers plain requests in the procedure's stead. */
    direct?: DirectAnswer;
  };
  /** The most that a body may have in bytes, for one procedure that needs more than the usual (`bodyBytes`). */
  maxBodyBytes?: number;
  /** The scope that a key needs; without one, `admin`. Sessions need none. */
  scope?: Scope;
  /** It changes a role, an account, a key, a session or a membership: every process looks at rights again afterwards. */
  changes_rights?: true;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    errorFormatter: ({ shape, error, ctx }) => {
      const body = toErrorBody(error, ctx?.request_id);
      const { message } = body;
      const { code, httpStatus } = shape.data;
      if (code !== 'INTERNAL_SERVER_ERROR') return { ...shape, message, data: { code, httpStatus, body } };
      // To tRPC, an error of ours is like any other that it does not know.
      const { kind } = toAppError(error);
      const ours = trpcCode(kind);
      return {
        code: TRPC_ERROR_CODES_BY_KEY[ours],
        message,
        data: { code: ours, httpStatus: errorKinds[kind].status, body },
      };
    },
  });

export const { router, createCallerFactory } = t;

const requirePrincipal = (principal: Principal | null, scope: Scope): Principal => {
  if (!principal) throw new AppError('unauthorized', 'Sign in, or send an API key');
  if (principal.via === 'key' && !principal.scopes.includes(scope))
    throw new AppError('forbidden', `This key needs the scope ${scope}`);
  return principal;
};

/**
 * A procedure for whoever asks, signed in or not: it may fail as often a minute as an address may fail to sign in. What it
 * changes, it attributes itself.
 */
export const anybody = t.procedure.use(({ ctx, next }) => {
  const work = () => next({ ctx: { em: ctx.services.db.em.fork() } });
  const attempt = { ip_address: ctx.ip_address, what: 'invitation' };
  return ctx.services.attempts.guard(attempt, work, ({ ok }) => ok);
});

/**
 * A procedure for anybody who is signed in or has a key with the procedure's scope. Changes are attributed to them, and
 * are committed only while they still have the rights with which they asked.
 */
export const authenticated = t.procedure.use(async ({ ctx, meta, type, next }) => {
  const principal = requirePrincipal(ctx.principal, meta?.scope ?? 'admin');
  const actor = { user_id: principal.id, ip_address: ctx.ip_address, user_agent: ctx.user_agent };
  const em = ctx.em ?? ctx.services.db.em.fork();
  const act = () => actingAs(actor, () => next({ ctx: { principal, em } }));
  if (type !== 'mutation' || ctx.em) return act();
  const result = await underAuthority(authorityOf(principal), act);
  if (result.ok && meta?.changes_rights) ctx.services.rights.changed();
  return result;
});

/** A procedure for administrators. */
export const administrator = authenticated.use(({ ctx, next }) => {
  if (!isAdmin(ctx.principal)) throw new AppError('forbidden', 'For administrators only');
  return next();
});
