import type { EntityType } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { entityPlural } from '../i18n/catalog-text.ts';
import { formatNumber } from '../i18n/format.ts';
import { Delta } from './delta.tsx';
import classes from './stats.module.css';
import { inputOf, type StatsWindow } from './stats-window.ts';
import { typeColor } from './type-colors.ts';
import { useFeedLink } from './use-feed-link.ts';

/** Which colour is which type, how many there were of it, and whether that is more or less than before. */
export function TypeLegend({ window, types }: { window: StatsWindow; types: readonly EntityType[] }) {
  const { data } = trpc.stats.comparison.useQuery(inputOf(window));
  const feedLink = useFeedLink();
  return (
    <ul className={classes['legend']}>
      {types.map((type) => (
        <li key={type}>
          <a className={classes['type']} {...feedLink({ ...window, entity_type: type })}>
            <span className={classes['swatch']} style={{ background: typeColor(type) }} aria-hidden />
            <span className={classes['label']}>{entityPlural(type)}</span>
            {data && (
              <>
                <strong>{formatNumber(data.window.entity_counts[type] ?? 0)}</strong>
                <Delta
                  now={data.window.entity_counts[type] ?? 0}
                  before={data.before.entity_counts[type] ?? 0}
                />
              </>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
