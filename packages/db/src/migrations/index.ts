import { Foundation } from './20261123-001-foundation.ts';

/** In the order in which they run. A name that was released is never changed. */
export const migrations = [{ name: '20261123-001-foundation', class: Foundation }];
