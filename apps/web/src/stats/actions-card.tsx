import { actions } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { actionLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { CountList } from './count-list.tsx';
import { NothingCounted } from './nothing-counted.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

/** What was done, the most frequent first. */
export function ActionsCard({ window }: { window: StatsWindow }) {
  const comparison = trpc.stats.comparison.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.by_action')} query={comparison} height={240}>
      {({ window: now, before }) => {
        const counts = actions
          .map((action) => ({
            key: action,
            label: actionLabel(action),
            count: now.action_counts[action] ?? 0,
            before: before.action_counts[action] ?? 0,
            feed: { ...window, action },
          }))
          .filter(({ count }) => count > 0)
          .toSorted((left, right) => right.count - left.count);
        return counts.length > 0 ? <CountList counts={counts} /> : <NothingCounted />;
      }}
    </StatsCard>
  );
}
