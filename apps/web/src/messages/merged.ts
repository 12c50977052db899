import type { Messages } from '@lingui/core';

/** The files of one language as one catalog. */
export const merged = (files: Record<string, Messages>): Messages =>
  Object.assign({}, ...Object.values(files));
