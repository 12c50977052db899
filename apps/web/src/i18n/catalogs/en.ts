import type { Messages } from '@lingui/core';
import { catalogMessages } from '../catalog-messages.ts';

/** The messages of each area, and those that English has from the shared catalog. */
export const areas: Record<string, Messages> = {
  ...import.meta.glob<Messages>('../../messages/en/*.json', { eager: true, import: 'default' }),
  shared: catalogMessages(),
};
