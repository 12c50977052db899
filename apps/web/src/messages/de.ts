import type { Messages } from '@lingui/core';

/** The messages of each area. */
export const areas: Record<string, Messages> = import.meta.glob('./de/*.json', {
  eager: true,
  import: 'default',
});
