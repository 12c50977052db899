import { HeavyRead, ReadAllowance } from '@timetracker/db';
import { type Hold, MemoryBudget } from './http/body/memory-budget.ts';
import { createTurns } from './turns.ts';

const MIB = 1024 * 1024;

/**
 * The memory that activities which are read may take in one process, in bytes: of all, and of one person. The heaviest
 * page, a hundred activities with as much metadata as they may have, takes 57 MiB.
 */
const readMemory = { total: 96 * MIB, each: 64 * MIB };
/** What a page of ordinary activities stays far below. */
const USUAL = 2 * MIB;
/** Heavy reads that are decoded at once: others are answered between. */
const inTurn = createTurns(1);
/** How long a reader waits for others, in ms, before it is told to come again. */
const WAIT_MS = 5_000;
const reading = {
  each: 'You read too much at once; wait for answers, then ask again',
  total: 'Too much is being read at once; ask again',
};

/** The memory of one request for what it reads. */
export interface ReadRoom {
  /** Whether it holds any. */
  readonly isHeld: boolean;
  /**
   * Reads with as much memory as it turns out to take, once there is as much.
   * @param work reads only what it is allowed; it is called again when that was too little
   * @throws {AppError} tooManyRequests; tooLarge for more than one person may have
   */
  read: <Result>(work: (allowance: ReadAllowance) => Promise<Result>) => Promise<Result>;
  /** Works with so many bytes of memory, which are given back afterwards. @throws {AppError} tooManyRequests */
  within: <Result>(bytes: number, work: () => Promise<Result>) => Promise<Result>;
  /** Holds so many bytes until the answer was sent. @throws {AppError} tooManyRequests */
  take: (bytes: number) => Promise<void>;
  /** The answer is written: from now on, what was read takes only what its text does. */
  written: () => void;
  /** The answer was sent. */
  release: () => void;
}

/** What those who read share in one process. */
export class ReadRooms {
  readonly #budget = new MemoryBudget(readMemory, reading);

  /** Nothing is held yet. */
  open(owner: string): ReadRoom {
    const hold = this.#budget.open(owner);
    let values = 0;
    return {
      get isHeld() {
        return hold.held > 0;
      },
      read: async (work) => {
        const { result, used } = await readWithin(hold, work);
        values += used.memory - used.bytes;
        return result;
      },
      within: async (bytes, work) => {
        await hold.wait(bytes, WAIT_MS);
        try {
          return await work();
        } finally {
          hold.shrink(bytes);
        }
      },
      take: (bytes) => hold.wait(bytes, WAIT_MS),
      written: () => {
        hold.shrink(values);
        values = 0;
      },
      release: hold.release,
    };
  }
}

/** Waits without holding anything of this read, nor a connection to the database. */
async function readWithin<Result>(hold: Hold, work: (allowance: ReadAllowance) => Promise<Result>) {
  for (let bytes = USUAL; ; ) {
    await hold.wait(bytes, WAIT_MS);
    const used = new ReadAllowance(bytes);
    try {
      const result = bytes === USUAL ? await work(used) : await inTurn(() => work(used));
      hold.shrink(bytes - used.memory);
      return { result, used };
    } catch (error) {
      hold.shrink(bytes);
      if (!(error instanceof HeavyRead)) throw error;
      bytes = error.memory;
    }
  }
}
