import { formatNumber } from '../i18n/format.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './count-bars.module.css';
import { Delta } from './delta.tsx';
import type { ActivitySearch } from './feed-behind.ts';
import { useFeedLink } from './use-feed-link.ts';

export interface Count {
  key: string;
  label: string;
  count: number;
  /** How many there were in the period before. */
  before?: number;
  /** The activities that were counted. */
  feed?: ActivitySearch;
}

/**
 * Counts in the order given, each with a bar in proportion to the greatest; those with a feed lead to it.
 * @param inColumns side by side as far as there is room
 */
export function CountList({ counts, inColumns }: { counts: readonly Count[]; inColumns?: boolean }) {
  const feedLink = useFeedLink();
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <ul className={classes['list']} data-columns={inColumns}>
      {counts.map((count) => (
        <li key={count.key}>
          {count.feed ? (
            <a className={classes['link']} {...feedLink(count.feed)}>
              <CountBar count={count} most={most} />
            </a>
          ) : (
            <CountBar count={count} most={most} />
          )}
        </li>
      ))}
    </ul>
  );
}

const CountBar = ({ count: { label, count, before }, most }: { count: Count; most: number }) => (
  <>
    <span className={classes['line']}>
      <Isolated className={classes['label']}>{label}</Isolated>
      {before !== undefined && <Delta now={count} before={before} />}
      <span className={classes['count']}>{formatNumber(count)}</span>
    </span>
    <span className={classes['track']} aria-hidden>
      <span className={classes['bar']} style={{ width: `${(100 * count) / most}%` }} />
    </span>
  </>
);
