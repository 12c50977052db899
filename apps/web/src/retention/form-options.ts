import { entityTypes } from '@timetracker/shared';
import { entityPlural } from '../i18n/catalog-labels.ts';
import { t } from '../i18n/index.ts';

/** What is wrong with a reason: whoever reads the trail later asks for one. */
export const noReason = (reason: string) => (reason.trim() === '' ? t('retention.no_reason') : null);

/** Every type of entity, to choose from. */
export const typeOptions = () => entityTypes.map((type) => ({ value: type, label: entityPlural(type) }));
