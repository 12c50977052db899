import { t } from '../i18n/index.ts';

/** What is wrong with a reason: whoever reads the trail later asks for one. */
export const noReason = (reason: string) => (reason.trim() === '' ? t('retention.no_reason') : null);
