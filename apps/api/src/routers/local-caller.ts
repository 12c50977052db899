import type { Principal } from '@timetracker/accounts';
import type { EntityManager } from '@timetracker/db';
import { ReadRooms } from '../memory/read-room.ts';
import type { Context, Services } from '../trpc/context.ts';
import { createCallerFactory } from '../trpc/trpc.ts';
import { appRouter } from './router.ts';

const createCaller = createCallerFactory(appRouter);

export type LocalCaller = ReturnType<typeof createCaller>;

/** What is called here takes part in a transaction; whatever reaches beyond it could not be undone with it. */
const services = new Proxy({} as Services, {
  get: (_, name) => {
    throw new Error(`A call within a transaction has no service "${String(name)}"`);
  },
});

const request: Pick<Context, 'services' | 'request_id' | 'room' | 'prefer' | 'respond'> = {
  services,
  request_id: 'local',
  room: new ReadRooms().open('local'),
  prefer: null,
  respond: () => undefined,
};

/**
 * The API's procedures as somebody calls them from a device, in this process and within a transaction: rules, rights and
 * capture apply as they do to a request.
 */
export const localCaller = (
  em: EntityManager,
  principal: Principal,
  device: Pick<Context, 'ip_address' | 'user_agent'>,
): LocalCaller => createCaller({ ...request, ...device, principal, em });
