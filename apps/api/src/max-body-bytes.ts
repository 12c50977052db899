import type { AnyTRPCProcedure } from '@trpc/server';
import { bodyBytes } from './http/body/body-limits.ts';
import { appRouter } from './router.ts';
import type { Meta } from './trpc.ts';

const declared = new Map(
  // Flat, by path, whatever the type says, which describes the router's nesting.
  // oxlint-disable-next-line no-underscore-dangle -- tRPC offers its procedures nowhere else
  Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).map(
    ([path, { _def }]) => [path, (_def.meta as Meta | undefined)?.maxBodyBytes],
  ),
);

/** The most that the body of a call may have in bytes, as the procedure at the path declares it. */
export const maxBodyBytes = (path: string): number => declared.get(path) ?? bodyBytes.usual;
