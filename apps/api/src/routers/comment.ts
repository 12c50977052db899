import { Comment, type EntityManager, currentTime } from '@timetracker/db';
import {
  AppError,
  type Comment as CommentView,
  commentIdInput,
  createCommentInput,
  listCommentsInput,
  updateCommentInput,
} from '@timetracker/shared';
import { namesOf } from '../tracker/present-names.ts';
import { isAdmin, type Principal } from '../principal.ts';
import { accessibleTask } from '../tracker/task-access.ts';
import { authenticated, router } from '../trpc.ts';
import { checkVersion } from '../tracker/version-check.ts';

const present = (comment: Comment, display_name: string): CommentView => ({
  id: comment.id,
  task_id: comment.task_id,
  user_id: comment.user_id,
  display_name,
  body: comment.body,
  version: comment.version,
  created_at: comment.created_at.toISOString(),
  edited_at: comment.edited_at?.toISOString() ?? null,
});

/** A comment on a task that the caller may work in. */
async function accessibleComment(em: EntityManager, principal: Principal, id: number) {
  const comment = await em.findOne(Comment, { id });
  if (!comment) throw new AppError('notFound', `There is no comment ${id}`);
  await accessibleTask(em, principal, comment.task_id);
  return comment;
}

export const commentRouter = router({
  /** The comments on a task, oldest first. */
  list: authenticated.input(listCommentsInput).query(async ({ ctx, input }) => {
    await accessibleTask(ctx.em, ctx.principal, input.task_id);
    const comments = await ctx.em.find(Comment, input, { orderBy: { created_at: 'asc', id: 'asc' } });
    const names = await namesOf(
      ctx.em,
      comments.map((comment) => comment.user_id),
    );
    return comments.map((comment) => present(comment, names.get(comment.user_id) ?? ''));
  }),

  /** A new comment by the caller. */
  create: authenticated.input(createCommentInput).mutation(async ({ ctx, input }) => {
    const { project_id } = await accessibleTask(ctx.em, ctx.principal, input.task_id);
    const comment = ctx.em.create(Comment, { ...input, project_id, user_id: ctx.principal.id });
    await ctx.em.flush();
    return present(comment, ctx.principal.display_name);
  }),

  /** Changes the caller's own comment. Errors: notFound, forbidden, conflict. */
  update: authenticated.input(updateCommentInput).mutation(async ({ ctx, input }) => {
    const comment = await accessibleComment(ctx.em, ctx.principal, input.id);
    if (comment.user_id !== ctx.principal.id)
      throw new AppError('forbidden', 'Only its author may change a comment');
    checkVersion(comment, input.version);
    if (comment.body !== input.body) ctx.em.assign(comment, { body: input.body, edited_at: currentTime() });
    await ctx.em.flush();
    return present(comment, ctx.principal.display_name);
  }),

  /** Deletes the caller's own comment; administrators delete any. Errors: notFound, forbidden. */
  delete: authenticated.input(commentIdInput).mutation(async ({ ctx, input }) => {
    const comment = await accessibleComment(ctx.em, ctx.principal, input.id);
    if (comment.user_id !== ctx.principal.id && !isAdmin(ctx.principal))
      throw new AppError('forbidden', 'Only its author or an administrator may delete a comment');
    ctx.em.remove(comment);
    await ctx.em.flush();
    return { id: input.id };
  }),
});
