import type { EntityType } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { ScopedFeed } from './scoped-feed.tsx';

/** What happens to one thing, from its creation on; comments on a task are part of the task's feed. */
export const EntityFeed = ({ entity_type, entity_id }: { entity_type: EntityType; entity_id: number }) => (
  <ScopedFeed scope={{ entity_type, entity_id }} label={t('feed.of_entity')} />
);
