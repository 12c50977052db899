import type { NewActivity } from '@timetracker/activities';
import { describeActivity, eventIdAt } from '@timetracker/shared';
import type { Random } from '@timetracker/shared/random';
import type { Worker } from './cast/worker.ts';
import type { Told } from './deeds/told.ts';

/** How an activity came to the trail. */
export interface Arrival {
  /** When it happened; epoch milliseconds. */
  at: number;
  /** When it was stored. */
  recorded: number;
  /** Null: the system. */
  by: Worker | null;
  source: 'app' | 'api' | 'import';
}

const AT_THE_DESK = 0.7;
const AT_HOME = 0.75;
const integrations = [
  { name: 'calendar', user_agent: 'calendar-sync/2.4' },
  { name: 'git', user_agent: 'git-hooks/1.9 (+https://hooks.example)' },
  { name: 'desktop', user_agent: null },
];

/** A told activity with all that the trail keeps of one. */
export function completeActivity(id: number, told: Told, arrival: Arrival, random: Random): NewActivity {
  const { at, recorded, by, source } = arrival;
  const origin = originOf(arrival, random);
  const extra_data = { ...origin.extra, ...told.extra_data };
  return {
    id,
    event_id: eventIdAt(at, random.bytes()),
    user_id: by?.id ?? null,
    action: told.action,
    entity_type: told.entity_type,
    entity_id: told.entity_id,
    entity_name: told.entity_name,
    description: describeActivity(told),
    extra_data,
    project_id: told.project_id,
    ip_address: origin.ip_address,
    user_agent: origin.user_agent,
    source,
    created_at: new Date(at).toISOString(),
    recorded_at: new Date(recorded).toISOString(),
  };
}

/** People are seen with their device, other systems say what they like, and the system is nowhere. */
function originOf({ by, source }: Arrival, random: Random) {
  const nowhere = { ip_address: null, user_agent: null, extra: undefined };
  if (!by || source === 'import') return nowhere;
  if (source === 'api') {
    const { name, user_agent } = random.pick(integrations);
    return { ip_address: null, user_agent, extra: { integration: name } };
  }
  const [office, home, phone] = by.devices;
  const device = random.chance(AT_THE_DESK) ? office : random.chance(AT_HOME) ? home : phone;
  return { ...nowhere, ...device };
}
