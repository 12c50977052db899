import { entityTypes, isEntityType } from '@timetracker/shared';
import { entityPlural } from '../i18n/catalog-labels.ts';

/** Every type of entity, to choose from. */
export const typeOptions = () => entityTypes.map((type) => ({ value: type, label: entityPlural(type) }));

/** `Tasks`; a type of another version as it is. */
export const typeName = (type: string): string => (isEntityType(type) ? entityPlural(type) : type);
