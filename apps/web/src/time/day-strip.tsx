import classes from './time.module.css';
import type { DayTime } from './week-time.ts';

const PERCENT = 100;

/** A day from midnight to midnight, where something was done in colour: shows the gaps. Decoration. */
export function DayStrip({ day: { starts, ends, stretches } }: { day: DayTime }) {
  const length = +ends - +starts;
  const share = (ms: number) => `${(ms / length) * PERCENT}%`;
  return (
    <div aria-hidden className={classes['strip']}>
      {stretches.map(({ entry, from, to }) => (
        <span
          key={entry.id}
          className={classes['stretch']}
          style={{
            insetInlineStart: share(+from - +starts),
            width: share(+to - +from),
            background: `var(--mantine-color-${entry.project_color}-6)`,
          }}
        />
      ))}
    </div>
  );
}
