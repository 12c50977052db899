import { Stack } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { CustomDates } from '../stats/custom-dates.tsx';
import { HeatMapCard } from '../stats/heat-map-card.tsx';
import { ActionsCard, PeopleCard, ProjectsCard } from '../stats/rankings.tsx';
import { readStatisticsSearch, type StatisticsSearch } from '../stats/statistics-search.ts';
import { type StatsWindow, windowOf } from '../stats/stats-window.ts';
import { TimelineCard } from '../stats/timeline-card.tsx';
import { TotalsCard } from '../stats/totals-card.tsx';
import { windowIssue } from '../stats/window-issue.ts';
import { WindowPicker } from '../stats/window-picker.tsx';
import { useNow } from '../ui/clock.ts';
import { Page } from '../ui/page.tsx';
import classes from './routes.module.css';

const route = getRouteApi('/signed-in/statistics');
const MINUTE_MS = 60_000;

/** What happened, how much of it, when and by whom, within what one may see. */
export function Statistics() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [isChoosing, setChoosing] = useState(false);
  const window = windowOf(search, dayOf(new Date(useNow(MINUTE_MS))));
  const show = (next: StatisticsSearch) => {
    setChoosing(false);
    void navigate({ search: readStatisticsSearch({ ...next }) });
  };
  return (
    <Page
      title={t('stats.title')}
      actions={
        <WindowPicker
          search={search}
          isChoosing={isChoosing}
          onChange={show}
          onChooseDates={() => setChoosing(true)}
        />
      }
    >
      {(isChoosing || search.start_date) && (
        <CustomDates key={`${window.start_date} ${window.end_date}`} window={window} onChange={show} />
      )}
      {windowIssue(window) === null && (
        <Cards key={`${window.start_date} ${window.end_date}`} window={window} />
      )}
    </Page>
  );
}

function Cards({ window }: { window: StatsWindow }) {
  const isAdmin = useIsAdmin();
  return (
    <Stack gap="lg">
      <TotalsCard window={window} />
      <TimelineCard window={window} />
      <div className={classes['rankings']}>
        <ActionsCard window={window} />
        {isAdmin && <PeopleCard window={window} />}
        <ProjectsCard window={window} />
      </div>
      <HeatMapCard window={window} />
    </Stack>
  );
}
