import { ActivityFeed } from '../feed/activity-feed.tsx';
import { SummaryCard } from '../stats/summary-card.tsx';
import { TimerCard } from '../timer/timer-card.tsx';
import { Page } from '../ui/page.tsx';
import classes from './dashboard.module.css';

export const Dashboard = () => (
  <Page title="Dashboard">
    <div className={classes['columns']}>
      <div className={classes['main']}>
        <TimerCard />
        <SummaryCard />
      </div>
      <aside className={classes['sidebar']} aria-label="Activity">
        <ActivityFeed />
      </aside>
    </div>
  </Page>
);
