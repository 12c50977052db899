import { setImmediate } from 'node:timers/promises';
import { AppError, type Env, measureJson, type JsonLimits } from '@timetracker/shared';
import { createTurns } from '../../turns.ts';
import type { AppContext, Middleware } from '../app-env.ts';
import { clientAddress } from '../client-address.ts';
import { clientNetwork } from '../client-network.ts';
import { checkBodyType } from './body-text.ts';
import { bodyBytes, bodyMemory, bodyStructure, LONG_BODY_BYTES, REQUEST_BYTES } from './body-limits.ts';
import { type Hold, MemoryBudget } from './memory-budget.ts';
import { receiveBody, tooLong } from './receive-body.ts';

/** The body of a request, which nobody has received yet. */
export interface RequestBody {
  /** Whether there is one. */
  readonly exists: boolean;
  /**
   * Receives it, once, and measures what its JSON becomes: whoever reads the bytes needs no more memory than was found
   * to be there. The memory is given back when the request has been answered.
   * @param most the endpoint's limit in bytes; whoever is not signed in has a lower one
   * @throws {AppError} unsupportedMediaType; tooLarge; invalid; tooManyRequests when too much is at hand, or it arrives
   * too slowly
   */
  receiveJson: (most: number) => Promise<Buffer>;
  /** Waits, when a long one was received, until others were answered: between two steps that each take a while. */
  nextTurn: () => Promise<void>;
}

/** Gives each request its body, within the limits of {@link bodyBytes}, {@link bodyMemory} and {@link bodyStructure}. */
export function boundedBodies(trusted: Env['TRUST_PROXY']): Middleware {
  const signedIn = new MemoryBudget(bodyMemory.signedIn);
  const anonymous = new MemoryBudget(bodyMemory.anonymous);
  const inTurn = createTurns(1);
  const open = (c: AppContext): Hold => {
    const principal = c.get('principal');
    return principal
      ? signedIn.open(`user:${principal.id}`)
      : anonymous.open(clientNetwork(clientAddress(c, trusted)));
  };
  return async (c, next) => {
    let hold: Hold | undefined;
    let isLong = false;
    const nextTurn = async () => {
      if (isLong) await inTurn(() => setImmediate());
    };
    c.set('body', {
      exists: hasBody(c),
      receiveJson: async (most) => {
        const allowed = c.get('principal') ? most : Math.min(most, bodyBytes.anonymous);
        checkBodyType(c.req.raw.headers);
        if (Number(c.req.header('content-length') ?? 0) > allowed) throw tooLong(allowed);
        hold = open(c);
        hold.grow(REQUEST_BYTES);
        const json = await receiveBody(incomingOf(c), { most: allowed, onBytes: hold.grow });
        isLong = json.length > LONG_BODY_BYTES;
        await nextTurn();
        hold.grow(memoryOf(json));
        return json;
      },
      nextTurn,
    });
    try {
      await next();
    } finally {
      hold?.release();
    }
  };
}

const BODILESS = new Set(['GET', 'HEAD']);

const hasBody = (c: AppContext) =>
  !BODILESS.has(c.req.method) &&
  (c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0);

function incomingOf(c: AppContext) {
  if (!c.env.incoming) throw new Error('Bodies are received from a server of Node');
  return c.env.incoming;
}

const excesses: Record<keyof JsonLimits, () => AppError> = {
  depth: () => new AppError('invalid', `The body must be nested at most ${bodyStructure.depth} levels deep`),
  keys: () =>
    new AppError('invalid', `An object must have at most ${bodyStructure.keys.toLocaleString('en')} names`),
  parts: () =>
    new AppError(
      'tooLarge',
      `The body must have at most ${bodyStructure.parts.toLocaleString('en')} names and values; send less at once`,
    ),
  memory: () => new AppError('tooLarge', 'The body has too many objects, lists and names; send less at once'),
};

function memoryOf(json: Buffer): number {
  const { memory, excess } = measureJson(json, bodyStructure);
  if (excess) throw excesses[excess]();
  return memory;
}
