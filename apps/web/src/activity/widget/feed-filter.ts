import { entityCatalog, entityTypes, type Role } from '@timetracker/shared';
import { entityPlural } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import type { FeedFilter } from '../data/feed-scope.ts';

export interface FeedFilterOption {
  value: FeedFilter;
  label: string;
}

export const filterLabel = (filter: FeedFilter) =>
  filter === 'all' ? t('feed.all') : t('feed.only', { types: entityPlural(filter) });

/** The filter menu's entries: every type of the catalog that this role may see. */
export const feedFilters = (role: Role): FeedFilterOption[] => {
  const types = entityTypes.filter((type) => role === 'admin' || !entityCatalog[type].admin_only);
  return (['all', ...types] as const).map((value) => ({ value, label: filterLabel(value) }));
};
