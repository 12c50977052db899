import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import { Comment, currentTime, type EntityManager } from '@timetracker/db';
import {
  AppError,
  type Comment as CommentView,
  commentIdInput,
  createCommentInput,
  listCommentsInput,
  updateCommentInput,
} from '@timetracker/shared';
import { checkVersion } from '../errors/version-check.ts';
import { namedBy } from '../tracker/present-names.ts';
import { hiddenAs } from '../tracker/project-access.ts';
import { accessibleTask, lockedTask } from '../tracker/task-access.ts';
import { authenticated, router } from '../trpc/trpc.ts';

type Author = Awaited<ReturnType<typeof namedBy>>;

const present = (comment: Comment, named: Author): CommentView => ({
  id: comment.id,
  task_id: comment.task_id,
  user_id: comment.user_id,
  ...named(comment.user_id),
  body: comment.body,
  version: comment.version,
  created_at: comment.created_at.toISOString(),
  edited_at: comment.edited_at?.toISOString() ?? null,
});

/** A comment on a task that the caller may work in, locked until the transaction ends. @throws {AppError} notFound */
async function lockedComment(em: EntityManager, principal: Principal, id: number) {
  const comment = await em.findOne(Comment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const missing = new AppError('notFound', `There is no comment ${id}`);
  if (!comment) throw missing;
  await accessibleTask(em, principal, comment.task_id).catch(hiddenAs(missing));
  return comment;
}

export const commentRouter = router({
  /** The comments on a task, oldest first. */
  list: authenticated.input(listCommentsInput).query(async ({ ctx, input }) => {
    await accessibleTask(ctx.em, ctx.principal, input.task_id);
    const comments = await ctx.em.find(Comment, input, { orderBy: { created_at: 'asc', id: 'asc' } });
    const named = await namedBy(
      ctx.em,
      comments.map((comment) => comment.user_id),
    );
    return comments.map((comment) => present(comment, named));
  }),

  /** A new comment by the caller. Errors: notFound. */
  create: authenticated.input(createCommentInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const task = await lockedTask(em, ctx.principal, input.task_id, LockMode.PESSIMISTIC_READ);
      const { project_id } = task;
      const comment = em.create(Comment, { ...input, project_id, user_id: ctx.principal.id });
      await em.flush();
      return present(comment, await namedBy(em, [ctx.principal.id]));
    }),
  ),

  /** Changes the caller's own comment. Errors: notFound, forbidden, conflict. */
  update: authenticated.input(updateCommentInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const comment = await lockedComment(em, ctx.principal, input.id);
      if (comment.user_id !== ctx.principal.id)
        throw new AppError('forbidden', 'Only its author may change a comment');
      checkVersion(comment, input.version);
      if (comment.body !== input.body) em.assign(comment, { body: input.body, edited_at: currentTime() });
      await em.flush();
      return present(comment, await namedBy(em, [ctx.principal.id]));
    }),
  ),

  /** Deletes the caller's own comment; administrators delete any. Errors: notFound, forbidden. */
  delete: authenticated.input(commentIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const comment = await lockedComment(em, ctx.principal, input.id);
      if (comment.user_id !== ctx.principal.id && !isAdmin(ctx.principal))
        throw new AppError('forbidden', 'Only its author or an administrator may delete a comment');
      em.remove(comment);
      await em.flush();
      return { id: input.id };
    }),
  ),
});
