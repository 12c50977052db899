import type { Messages } from '@lingui/core';

export { catalogSentence } from '../catalog-sentence.ts';

/** The messages of each area. */
export const areas: Record<string, Messages> = import.meta.glob('../../messages/de/*.json', {
  eager: true,
  import: 'default',
});
