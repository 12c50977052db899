import { nameOf } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { CountList } from './count-list.tsx';
import { NothingCounted } from './nothing-counted.tsx';
import { StatsCard } from './stats-card.tsx';
import { inputOf, type StatsWindow } from './stats-window.ts';

/** Who did most; for administrators. */
export function PeopleCard({ window }: { window: StatsWindow }) {
  const people = trpc.stats.people.useQuery(inputOf(window));
  return (
    <StatsCard title={t('stats.most_active_people')} query={people} height={240}>
      {({ people }) =>
        people.length > 0 ? (
          <CountList
            counts={people.map((person) => ({
              key: String(person.user_id),
              label: nameOf(person),
              count: person.count,
              feed: { ...window, user_id: person.user_id },
            }))}
          />
        ) : (
          <NothingCounted />
        )
      }
    </StatsCard>
  );
}
