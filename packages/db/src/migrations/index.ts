import { Foundation } from './20261123-001-foundation.ts';
import { Tracker } from './20261124-001-tracker.ts';
import { SavedViews } from './20261124-002-saved-views.ts';
import { Statistics } from './20261124-003-statistics.ts';
import { BilledTime } from './20261124-004-billed-time.ts';
import { CountsAtScale } from './20261124-005-counts-at-scale.ts';
import { Leaves } from './20261124-006-leaves.ts';
import { ProvableTrail } from './20261125-007-provable-trail.ts';
import { ImmutableTrail } from './20261125-008-immutable-trail.ts';
import { SealedLog } from './20261125-009-sealed-log.ts';
import { SearchIndex } from './20261125-010-search-index.ts';
import { Anonymization } from './20261125-011-anonymization.ts';
import { Retention } from './20261125-012-retention.ts';
import { SettledErasure } from './20261126-002-settled-erasure.ts';
import { AskedFor } from './20261126-003-asked-for.ts';
import { BilledTimeKeepsItsTask } from './20261130-020-billed-time-keeps-its-task.ts';
import { OwnHistory } from './20261130-030-own-history.ts';
import { PostedWithKeys } from './20261130-031-posted.ts';
import { HoldOrRemove } from './20261130-040-hold-or-remove.ts';
import { UntrustedQueue } from './20261130-041-untrusted-queue.ts';
import { Access } from './20261130-080-access.ts';
import { OneMemory } from './20261130-100-one-memory.ts';

/** In the order in which they run. A name that was released is never changed. */
export const migrations = [
  { name: '20261123-001-foundation', class: Foundation },
  { name: '20261124-001-tracker', class: Tracker },
  { name: '20261124-002-saved-views', class: SavedViews },
  { name: '20261124-003-statistics', class: Statistics },
  { name: '20261124-004-billed-time', class: BilledTime },
  { name: '20261124-005-counts-at-scale', class: CountsAtScale },
  { name: '20261124-006-leaves', class: Leaves },
  { name: '20261125-007-provable-trail', class: ProvableTrail },
  { name: '20261125-008-immutable-trail', class: ImmutableTrail },
  { name: '20261125-009-sealed-log', class: SealedLog },
  { name: '20261125-010-search-index', class: SearchIndex },
  { name: '20261125-011-anonymization', class: Anonymization },
  { name: '20261125-012-retention', class: Retention },
  { name: '20261126-002-settled-erasure', class: SettledErasure },
  { name: '20261126-003-asked-for', class: AskedFor },
  { name: '20261130-020-billed-time-keeps-its-task', class: BilledTimeKeepsItsTask },
  { name: '20261130-030-own-history', class: OwnHistory },
  { name: '20261130-031-posted', class: PostedWithKeys },
  { name: '20261130-040-hold-or-remove', class: HoldOrRemove },
  { name: '20261130-041-untrusted-queue', class: UntrustedQueue },
  { name: '20261130-080-access', class: Access },
  { name: '20261130-100-one-memory', class: OneMemory },
];
