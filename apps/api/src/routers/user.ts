import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { User } from '@timetracker/db';
import {
  AppError,
  createKeyInput,
  createUserInput,
  invalid,
  updateUserInput,
  type User as UserView,
} from '@timetracker/shared';
import { createAccount } from '../accounts.ts';
import { administrator, authenticated, router } from '../trpc.ts';

type UserRow = Omit<UserView, 'created_at' | 'deactivated_at'> & {
  created_at: Date;
  deactivated_at?: Date | null;
};

const present = (user: UserRow): UserView => ({
  id: user.id,
  username: user.username,
  email: user.email,
  display_name: user.display_name,
  role: user.role,
  created_at: user.created_at.toISOString(),
  deactivated_at: user.deactivated_at?.toISOString() ?? null,
});

export const userRouter = router({
  /** Who is signed in. */
  me: authenticated.query(({ ctx: { principal } }) => ({
    id: principal.id,
    username: principal.username,
    display_name: principal.display_name,
    email: principal.email,
    role: principal.role,
  })),

  list: administrator.query(async ({ ctx }) => {
    const users = await ctx.em.find(User, {}, { orderBy: { display_name: 'asc', id: 'asc' } });
    return users.map(present);
  }),

  create: administrator
    .input(createUserInput)
    .mutation(async ({ ctx, input }) => present(await createAccount(ctx.em, input))),

  update: administrator.input(updateUserInput).mutation(async ({ ctx, input }) => {
    const { id, ...changes } = input;
    const user = await ctx.em.findOne(User, { id });
    if (!user) throw new AppError('notFound', `There is no user ${id}`);
    if (changes.role === 'member' && id === ctx.principal.id)
      throw new AppError('conflict', 'You cannot take the administrator role from yourself');
    ctx.em.assign(user, changes);
    try {
      await ctx.em.flush();
    } catch (error) {
      if (error instanceof UniqueConstraintViolationException)
        throw new AppError('conflict', 'email is taken already', {
          issues: [{ path: 'email', message: 'is taken already' }],
        });
      throw error;
    }
    return present(user);
  }),

  /** A new API key of a user; the key is in the answer and nowhere else. */
  createKey: administrator.input(createKeyInput).mutation(async ({ ctx, input }) => {
    const user = await ctx.em.findOne(User, { id: input.user_id });
    if (!user) throw invalid('user_id', `names the unknown user ${input.user_id}`);
    if (user.role !== 'admin' && (input.service || input.scopes.includes('admin')))
      throw invalid('scopes', 'admin and service keys are for administrators');
    return { key: await ctx.services.auth.createKey(input) };
  }),
});
