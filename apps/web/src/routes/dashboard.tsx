import { ActivityFeed } from '../activity/widget/activity-feed.tsx';
import { t } from '../i18n/index.ts';
import { SummaryCard } from '../stats/summary-card.tsx';
import { TimerCard } from '../timer/timer-card.tsx';
import { Page } from '../ui/page.tsx';
import classes from './dashboard.module.css';

/** What one is doing, what the team does, and the week in numbers; the feed is the right sidebar where there is room. */
export const Dashboard = () => (
  <Page title={t('dashboard.title')}>
    <div className={classes['areas']}>
      <TimerCard />
      <aside className={classes['sidebar']} aria-label={t('dashboard.activity')}>
        <ActivityFeed />
      </aside>
      <SummaryCard />
    </div>
  </Page>
);
