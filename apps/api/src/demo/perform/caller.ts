import type { EntityManager } from '@timetracker/db';
import type { Context, Services } from '../../context.ts';
import type { Principal } from '../../principal.ts';
import { ReadRooms } from '../../read-room.ts';
import { appRouter } from '../../router.ts';
import { createCallerFactory } from '../../trpc.ts';
import type { Device } from '../story/devices.ts';

const createCaller = createCallerFactory(appRouter);

export type Caller = ReturnType<typeof createCaller>;

/** What is called here takes part in a transaction; whatever reaches beyond it could not be undone with it. */
const services = new Proxy({} as Services, {
  get: (_, name) => {
    throw new Error(`The demo has no service "${String(name)}"`);
  },
});

const request: Pick<Context, 'services' | 'request_id' | 'room' | 'prefer' | 'respond'> = {
  services,
  request_id: 'demo',
  room: new ReadRooms().open('demo'),
  prefer: null,
  respond: () => undefined,
};

/** The API's procedures as somebody calls them from a device, within a transaction. */
export const callerOf = (em: EntityManager, principal: Principal, device: Device): Caller =>
  createCaller({ ...request, ...device, principal, em });
