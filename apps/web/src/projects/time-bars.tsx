import { formatDuration } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Empty } from '../ui/empty.tsx';
import { Isolated } from '../ui/isolated.tsx';
import classes from './time-bars.module.css';

interface TimeShare {
  key: string | number;
  label: string;
  seconds: number;
}

interface TimeBarsProps {
  /** The palette name of the bars' colour. */
  color: string;
  shares: readonly TimeShare[];
}

/** Time from most to least, each with a bar in proportion to the most. */
export function TimeBars({ shares, color }: TimeBarsProps) {
  const sorted = shares.toSorted((left, right) => right.seconds - left.seconds);
  const most = Math.max(sorted[0]?.seconds ?? 0, 1);
  if (sorted.length === 0) return <Empty title={t('projects.time.nothing')} />;
  return (
    <ul className={classes['list']}>
      {sorted.map(({ key, label, seconds }) => (
        <li key={key}>
          <div className={classes['line']}>
            <Isolated>{label}</Isolated>
            <span className={classes['time']}>{formatDuration(seconds)}</span>
          </div>
          <div className={classes['track']} aria-hidden>
            <div
              className={classes['bar']}
              style={{
                width: `${(100 * seconds) / most}%`,
                background: `var(--mantine-color-${color}-6)`,
              }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
}
