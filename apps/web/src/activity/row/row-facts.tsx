import { Badge } from '@mantine/core';
import type { Activity } from '@timetracker/shared';
import { elapsedTime, formatDuration, formatMoney } from '../../i18n/format.ts';
import { Isolated } from '../../ui/isolated.tsx';
import { moneyIn } from '../data/currency-in.ts';
import classes from './row.module.css';
import { StatusPills } from './status-pills.tsx';

/** A space of some width that, unlike a margin, is not there at the beginning of a line. */
export const Gap = () => '\u2002';

const SECONDS_PER_MINUTE = 60;
const MS = 1_000;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const number = (value: unknown) => (typeof value === 'number' ? value : undefined);

/** To the second where there are seconds: rounded, it would not be what lies between the times shown elsewhere. */
const exactly = (seconds: number) =>
  seconds % SECONDS_PER_MINUTE === 0 ? formatDuration(seconds) : elapsedTime(seconds * MS);

const Amount = ({ children }: { children: string }) => (
  <>
    <Gap />
    <Badge variant="default" size="sm" tt="none" className={classes['amount'] ?? ''}>
      {children}
    </Badge>
  </>
);

/** What an activity says besides its sentence: from which status to which, how long, how much, what was written. */
export function RowFacts({ activity }: { activity: Activity }) {
  const { extra_data, entity_type } = activity;
  const status = text(extra_data['new_status']);
  const seconds = number(extra_data['duration_seconds']);
  const cents = number(extra_data['total_cents']);
  const excerpt = text(extra_data['excerpt']);
  return (
    <>
      {status && (
        <>
          <Gap />
          <StatusPills entity_type={entity_type} before={text(extra_data['old_status'])} after={status} />
        </>
      )}
      {seconds !== undefined && <Amount>{exactly(seconds)}</Amount>}
      {cents !== undefined && <Amount>{formatMoney(cents, moneyIn(activity))}</Amount>}
      {excerpt && <Isolated className={classes['excerpt']}>{excerpt}</Isolated>}
    </>
  );
}
