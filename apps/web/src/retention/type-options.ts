import { entityTypes } from '@timetracker/shared';
import { entityPlural } from '../i18n/catalog-labels.ts';

/** Every type of entity, to choose from. */
export const typeOptions = () => entityTypes.map((type) => ({ value: type, label: entityPlural(type) }));
