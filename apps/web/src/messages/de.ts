import type { Messages } from '@lingui/core';

export { catalogSentence } from '../i18n/catalog-sentence.ts';

/** The messages of each area. */
export const areas: Record<string, Messages> = import.meta.glob('./de/*.json', {
  eager: true,
  import: 'default',
});
