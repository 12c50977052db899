import { Tooltip } from '@mantine/core';
import { useNow } from './clock.ts';
import { exactTime, relativeTime } from './time-text.ts';

const PACE_MS = 15_000;

/**
 * How long ago, kept current; the exact time appears on hover, or when `showExact` says that its surroundings have
 * the focus.
 */
export function RelativeTime({ moment, showExact = false }: { moment: string; showExact?: boolean }) {
  const now = useNow(PACE_MS);
  const time = Date.parse(moment);
  return (
    <Tooltip label={exactTime(time)} {...(showExact && { opened: true })}>
      <time dateTime={moment}>{relativeTime(time, now)}</time>
    </Tooltip>
  );
}
