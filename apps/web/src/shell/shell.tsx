import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { feedPages } from '../activity/data/activity-pages.ts';
import { t } from '../i18n/index.ts';
import { LiveProvider } from '../live/live-provider.tsx';
import { Header } from './header.tsx';
import classes from './shell.module.css';

async function loadNewestId(queryClient: QueryClient) {
  const feed = await queryClient.fetchInfiniteQuery(feedPages({}));
  const ids = feed.pages[0]?.activities.map(({ id }) => id) ?? [];
  return ids.length > 0 ? Math.max(...ids) : undefined;
}

/** The frame around every page behind the sign-in. */
export function Shell() {
  const queryClient = useQueryClient();
  return (
    <LiveProvider loadNewestId={() => loadNewestId(queryClient)}>
      <div className={classes['frame']}>
        <a href="#content" className={classes['skip']}>
          {t('shell.skip')}
        </a>
        <Header />
        <main id="content" tabIndex={-1} className={classes['main']}>
          <Outlet />
        </main>
      </div>
    </LiveProvider>
  );
}
