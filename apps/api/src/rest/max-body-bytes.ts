import { bodyBytes } from '../limits/body-limits.ts';
import type { Meta } from '../trpc/trpc.ts';
import { procedures } from './procedures.ts';

const declared = new Map(
  Object.entries(procedures).map(([path, { _def }]) => {
    const meta = _def.meta as Meta | undefined;
    return [path, meta?.maxBodyBytes];
  }),
);

/** The most that the body of a call may have in bytes, as the procedure at the path declares it. */
export const maxBodyBytes = (path: string): number => declared.get(path) ?? bodyBytes.usual;
