import { HeavyRead, ReadAllowance } from '@timetracker/activities';
import { AppError } from '@timetracker/shared';
import { type Hold, MemoryBudget } from './memory-budget.ts';
import { createTurns } from './turns.ts';

const MIB = 1024 * 1024;

/** The memory that activities which are read may take in one process, in bytes: of all, and of one person. */
const readMemory = { total: 96 * MIB, each: 64 * MIB };
/**
 * The most that one read may take. A hundred activities with as much of everything as is taken come to 102 MiB, estimated:
 * nobody's events may keep others from reading a page.
 */
const HEAVIEST = 128 * MIB;
/** What a page of ordinary activities stays far below. */
const USUAL = 2 * MIB;
/** Reads of one person at once: each takes a connection to the database, of which there are ten for all. */
const READS_EACH = 3;
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
  readonly #turns = new Map<string, { take: ReturnType<typeof createTurns>; wanted: number }>();

  /** Nothing is held yet. */
  open(owner: string): ReadRoom {
    const hold = this.#budget.open(owner);
    let values = 0;
    return {
      get isHeld() {
        return hold.held > 0;
      },
      read: async (work) => {
        const read = await this.#inOwnTurn(owner, () => readWithin(hold, work));
        values += read.values;
        return read.result;
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

  async #inOwnTurn<Result>(owner: string, work: () => Promise<Result>): Promise<Result> {
    const turns = this.#turns.get(owner) ?? { take: createTurns(READS_EACH), wanted: 0 };
    this.#turns.set(owner, turns);
    turns.wanted += 1;
    try {
      return await turns.take(work);
    } finally {
      turns.wanted -= 1;
      if (turns.wanted === 0) this.#turns.delete(owner);
    }
  }
}

/**
 * Waits without holding anything of this read, nor a connection to the database. What takes more than a person may have is
 * read with all that they may have: heavy reads take turns.
 */
async function readWithin<Result>(hold: Hold, work: (allowance: ReadAllowance) => Promise<Result>) {
  for (let bytes = USUAL; ; ) {
    if (bytes > HEAVIEST)
      throw new AppError('tooLarge', 'This is more than one answer can carry; ask for less at once');
    const held = Math.min(bytes, readMemory.each);
    await hold.wait(held, WAIT_MS);
    const used = new ReadAllowance(bytes);
    try {
      const result = bytes === USUAL ? await work(used) : await inTurn(() => work(used));
      const kept = Math.min(used.memory, held);
      hold.shrink(held - kept);
      return { result, values: Math.max(0, kept - used.bytes) };
    } catch (error) {
      hold.shrink(held);
      if (!(error instanceof HeavyRead)) throw error;
      bytes = error.memory;
    }
  }
}
