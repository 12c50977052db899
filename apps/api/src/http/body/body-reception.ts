import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { AppError, type JsonLimits, measureJson } from '@timetracker/shared';
import { bodyMemory, bodyStructure, LONG_BODY_BYTES, REQUEST_BYTES } from '../../limits/body-limits.ts';
import { type Hold, MemoryBudget } from '../../memory/memory-budget.ts';
import { createTurns } from '../../memory/turns.ts';
import { receiveBody } from './receive-body.ts';

/** Whose body it is: a person's, by their id, or, of nobody, their network's. */
export type Sender = { user_id: number } | { network: string };

/** A body that has arrived. */
export interface ReceivedJson {
  json: Buffer;
  /** Waits, when it is long, until others were answered: between two steps that each take a while. */
  nextTurn: () => Promise<void>;
}

/** Receives the bodies of one process, within the limits of {@link bodyMemory} and {@link bodyStructure}. */
export class BodyReception {
  readonly #signedIn = new MemoryBudget(bodyMemory.signedIn);
  readonly #anonymous = new MemoryBudget(bodyMemory.anonymous);
  readonly #inTurn = createTurns(1);

  /** Begins to hold memory for a body, which the caller releases when the request has been answered. */
  open(sender: Sender): Hold {
    return 'user_id' in sender
      ? this.#signedIn.open(`user:${sender.user_id}`)
      : this.#anonymous.open(sender.network);
  }

  /**
   * Receives a body, once, and measures what its JSON becomes: whoever reads the bytes needs no more memory than was found
   * to be there.
   * @param most bytes on the wire
   * @throws {AppError} tooLarge; invalid; tooManyRequests when too much is at hand, or it arrives too slowly
   */
  async receive(incoming: Readable, most: number, hold: Hold): Promise<ReceivedJson> {
    hold.grow(REQUEST_BYTES);
    const json = await receiveBody(incoming, { most, onBytes: hold.grow });
    const nextTurn = async () => {
      if (json.length > LONG_BODY_BYTES) await this.#inTurn(() => setImmediate());
    };
    await nextTurn();
    hold.grow(memoryOf(json));
    return { json, nextTurn };
  }
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
