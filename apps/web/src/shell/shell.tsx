import { Outlet } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { LiveProvider } from '../live/live-provider.tsx';
import { Header } from './header.tsx';
import classes from './shell.module.css';

/** The frame around every page behind the sign-in. */
export const Shell = () => (
  <LiveProvider>
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
