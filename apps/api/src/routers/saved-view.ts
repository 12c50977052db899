import { LockMode } from '@mikro-orm/core';
import { isAdmin, type Principal } from '@timetracker/accounts';
import { type EntityManager, SavedView, User } from '@timetracker/db';
import {
  AppError,
  createSavedViewInput,
  MAX_SAVED_VIEWS,
  type SavedView as SavedViewView,
  savedViewIdInput,
  updateSavedViewInput,
  type ViewFilters,
} from '@timetracker/shared';
import { flushUnder } from '../tracker/flush.ts';
import { namedBy } from '../tracker/present-names.ts';
import { authenticated, router } from '../trpc/trpc.ts';
import { namesOthers } from './people-filter.ts';

const unique = { saved_views_name_idx: { path: 'name', message: 'is the name of another view of yours' } };

type NamedBy = Awaited<ReturnType<typeof namedBy>>;

const present = (view: SavedView, ownerOf: NamedBy): SavedViewView => {
  const { display_name, told_apart_by } = ownerOf(view.user_id);
  return {
    id: view.id,
    user_id: view.user_id,
    owner_name: display_name,
    ...(told_apart_by !== undefined && { owner_told_apart_by: told_apart_by }),
    name: view.name,
    filters: view.filters,
    shared: view.shared,
    created_at: view.created_at.toISOString(),
  };
};

const presentOne = async (em: EntityManager, view: SavedView): Promise<SavedViewView> =>
  present(view, await namedBy(em, [view.user_id]));

const isOwn = (principal: Principal, view: SavedView) => view.user_id === principal.id;

/** A view that names people can be used by administrators alone, as the feed filters by them for nobody else. */
const isUsable = (principal: Principal, { filters }: SavedView) =>
  isAdmin(principal) || !namesOthers(principal, filters);

/** @throws {AppError} invalid for a search that cannot be understood; forbidden */
function checkFilters(principal: Principal, filters: ViewFilters): void {
  if (namesOthers(principal, filters) && !isAdmin(principal))
    throw new AppError('forbidden', 'Only administrators may filter by another user');
}

function checkSharing(principal: Principal, shared: boolean | undefined): void {
  if (shared && !isAdmin(principal)) throw new AppError('forbidden', 'Only administrators may share a view');
}

/**
 * A view that the caller may change, locked until the transaction ends: their own; for administrators a shared one as well.
 * @throws {AppError} notFound for another's private view, also of an administrator, and for a shared one that the caller
 * is not shown; forbidden for any other shared one
 */
async function changeableView(em: EntityManager, principal: Principal, id: number): Promise<SavedView> {
  const view = await em.findOne(SavedView, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!view || !(isOwn(principal, view) || (view.shared && isUsable(principal, view))))
    throw new AppError('notFound', `There is no view ${id}`);
  if (!isOwn(principal, view) && !isAdmin(principal))
    throw new AppError('forbidden', 'A shared view is changed by its owner or an administrator');
  return view;
}

/** Two tabs at once do not get past the limit: the owner's row is locked until the commit. */
async function checkRoom(em: EntityManager, principal: Principal): Promise<void> {
  await em.findOneOrFail(User, { id: principal.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if ((await em.count(SavedView, { user_id: principal.id })) >= MAX_SAVED_VIEWS)
    throw new AppError('conflict', `You have ${MAX_SAVED_VIEWS} views already; delete one first`);
}

export const savedViewRouter = router({
  /** The caller's own views and those shared with everybody, by name. */
  list: authenticated.query(async ({ ctx }) => {
    const views = await ctx.em.find(
      SavedView,
      { $or: [{ user_id: ctx.principal.id }, { shared: true }] },
      { orderBy: { name: 'asc', id: 'asc' } },
    );
    const ownerOf = await namedBy(
      ctx.em,
      views.map((view) => view.user_id),
    );
    return views
      .filter((view) => isOwn(ctx.principal, view) || isUsable(ctx.principal, view))
      .map((view) => present(view, ownerOf));
  }),

  /** A new view. Errors: forbidden (sharing, another user as a filter), conflict (name, number of views). */
  create: authenticated.input(createSavedViewInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      checkSharing(ctx.principal, input.shared);
      checkFilters(ctx.principal, input.filters);
      await checkRoom(em, ctx.principal);
      const view = em.create(SavedView, { ...input, user_id: ctx.principal.id });
      await flushUnder(em, unique);
      return presentOne(em, view);
    }),
  ),

  /** Changes what is given. Errors: notFound, forbidden, conflict (name). */
  update: authenticated.input(updateSavedViewInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      const { id, ...changes } = input;
      const view = await changeableView(em, ctx.principal, id);
      checkSharing(ctx.principal, changes.shared);
      if (changes.filters) checkFilters(ctx.principal, changes.filters);
      if (changes.name !== undefined) view.name = changes.name;
      if (changes.filters !== undefined) view.filters = changes.filters;
      if (changes.shared !== undefined) view.shared = changes.shared;
      await flushUnder(em, unique);
      return presentOne(em, view);
    }),
  ),

  /** Errors: notFound, forbidden. */
  delete: authenticated.input(savedViewIdInput).mutation(({ ctx, input }) =>
    ctx.em.transactional(async (em) => {
      em.remove(await changeableView(em, ctx.principal, input.id));
      await em.flush();
      return { id: input.id };
    }),
  ),
});
