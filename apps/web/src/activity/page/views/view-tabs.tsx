import { VisuallyHidden } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { nameOf, type SavedView } from '@timetracker/shared';
import { trpc } from '../../../api/trpc.ts';
import { t } from '../../../i18n/index.ts';
import { useMe } from '../../../session/me.ts';
import { Isolated } from '../../../ui/isolated.tsx';
import { PathLink } from '../../../ui/path-link.tsx';
import { type ActivityState, isFiltered, searchOf } from '../../data/activity-search.ts';
import { useActivityPage } from '../activity-page.ts';
import { isSameFilter } from './is-same-filter.ts';
import { SaveViewButton } from './save-view-button.tsx';
import { ViewMenu } from './view-menu.tsx';
import classes from './views.module.css';

/** The views that this person may choose from: their own first, then the shared ones of others, each by name. */
function useViews() {
  const me = useMe();
  const list = trpc.savedView.list.useQuery(undefined, { staleTime: 60_000 });
  const views = list.data ?? [];
  const isOwn = (view: SavedView) => view.user_id === me.id;
  return {
    views: [...views.filter(isOwn), ...views.filter((view) => !isOwn(view))],
    isLoaded: list.isSuccess,
    /** What the server lets this person do with a view. */
    mayChange: (view: SavedView) => isOwn(view) || (view.shared && me.role === 'admin'),
  };
}

const ownerOf = (view: SavedView) =>
  nameOf({ display_name: view.owner_name, told_apart_by: view.owner_told_apart_by });

/** The saved views as tabs: everything first, then one's own, then what administrators share. */
export function ViewTabs() {
  const router = useRouter();
  const { state } = useActivityPage();
  const { views, mayChange } = useViews();
  const active =
    views.find(({ id }) => id === state.view) ??
    views.find(({ filters }) => isFiltered(state.filters) && isSameFilter(filters, state.filters));
  const isChanged = active !== undefined && !isSameFilter(active.filters, state.filters);
  const pathOf = (next: ActivityState) =>
    router.buildLocation({ to: '/activity', search: searchOf(next) }).href;
  return (
    <nav aria-label={t('activity.views.label')} className={classes['tabs']}>
      <PathLink
        path={pathOf({ filters: {} })}
        className={classes['tab']}
        aria-current={!active && !isFiltered(state.filters) ? 'page' : undefined}
      >
        {t('activity.views.all')}
      </PathLink>
      {views.map((view) => (
        <PathLink
          key={view.id}
          path={pathOf({ filters: view.filters, view: view.id })}
          className={classes['tab']}
          title={view.shared ? t('activity.views.shared_by', { name: ownerOf(view) }) : undefined}
          aria-current={view === active ? 'page' : undefined}
        >
          {view.shared && (
            <>
              <IconUsers size={14} aria-hidden />
              <VisuallyHidden>{t('activity.views.shared')}</VisuallyHidden>
            </>
          )}
          <Isolated>{view.name}</Isolated>
          {view === active && isChanged && <span aria-hidden>*</span>}
        </PathLink>
      ))}
      {active && mayChange(active) && <ViewMenu key={active.id} view={active} isChanged={isChanged} />}
      {isFiltered(state.filters) && (!active || isChanged) && <SaveViewButton />}
    </nav>
  );
}
