import { exactTime, relativeTime } from '../i18n/relative-time.ts';
import { useNow } from './clock.ts';

const PACE_MS = 15_000;

/** How long ago, kept current; the exact time on hover, or in full when its surroundings have the focus. */
export function RelativeTime({ moment, isExact = false }: { moment: string; isExact?: boolean }) {
  const now = useNow(PACE_MS);
  const time = Date.parse(moment);
  const relative = relativeTime(time, now);
  return (
    <time dateTime={moment} title={exactTime(time)}>
      {isExact ? `${relative}, ${exactTime(time)}` : relative}
    </time>
  );
}
