import { type Activity, isolated } from '@timetracker/shared';
import { Isolated } from '../../../ui/isolated.tsx';
import classes from './details.module.css';
import { Fact } from './fact.tsx';
import { fieldValue } from './field-value.ts';

/** What rows and changes say already. */
const saidElsewhere = new Set([
  'changes',
  'old_status',
  'new_status',
  'excerpt',
  'duration_seconds',
  'total_cents',
  'currency',
  'currency_decimals',
  'member_added',
  'member_removed',
  'assignee',
  'task_id',
]);

/** What whoever posted an activity has added to it. */
export function OtherData({ activity: { entity_type, extra_data } }: { activity: Activity }) {
  const others = Object.entries(extra_data).filter(([key]) => !saidElsewhere.has(key));
  if (others.length === 0) return null;
  return (
    <dl className={classes['facts']}>
      {others.map(([key, value]) => (
        <Fact key={key} label={isolated(key)}>
          <Isolated>{fieldValue(value, { entity_type, field: key }) ?? '–'}</Isolated>
        </Fact>
      ))}
    </dl>
  );
}
