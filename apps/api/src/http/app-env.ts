import type { HttpBindings } from '@hono/node-server';
import type { Principal } from '@timetracker/accounts';
import type { Context as HonoContext, MiddlewareHandler } from 'hono';
import type { ReadRoom } from '../memory/read-room.ts';
import type { RequestBody } from './body/request-body.ts';

/** What Hono's handlers share about a request. */
export interface AppEnv {
  /** Absent where an app is called without a server, as tests may do. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** Set by `identify`; null for nobody. */
    principal: Principal | null;
    /** Set by `boundedBodies`. */
    body: RequestBody;
    /** Set by `roomToRead`. */
    room: ReadRoom;
  };
}

export type AppContext = HonoContext<AppEnv>;
export type Middleware = MiddlewareHandler<AppEnv>;
