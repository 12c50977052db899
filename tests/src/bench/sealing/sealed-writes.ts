import type { Pace } from '../pace.ts';
import { startServed } from '../served.ts';
import type { Spread } from '../statistics.ts';
import { type Rushes, rushInTurns } from '../writes/rush-in-turns.ts';
import { servedWriter } from '../writes/served-writer.ts';
import { sealingWriter } from './sealing-writer.ts';

/** How many events a second are stored, with and without a worker that seals them. */
export interface SealedWrites {
  events_per_request: number;
  sealing: SealedRate & { sealed_share: number };
  without: SealedRate;
}

type SealedRate = Pick<Rushes, 'refused'> & { events_per_second: Spread };

/** Most events a second are stored so, and so most are to be sealed. */
const SIZE = 100;
const QUEUE = 'PostgreSQL queue';

/** The product with a key to seal with and without one, each with a database of its own, in turns. */
export async function measureSealedWrites(pace: Pace['sealed_writes']): Promise<SealedWrites> {
  const sealed = await startServed(QUEUE, true);
  try {
    const plain = await startServed(QUEUE);
    try {
      const sealing = sealingWriter(sealed, await servedWriter(sealed));
      const [first, second] = await rushInTurns([sealing.writer, await servedWriter(plain)], SIZE, pace);
      if (!first || !second) throw new Error('Both writers have rounds');
      return {
        events_per_request: SIZE,
        sealing: { ...rateOf(first), sealed_share: sealing.share(pace.rounds) },
        without: rateOf(second),
      };
    } finally {
      await plain.stop();
    }
  } finally {
    await sealed.stop();
  }
}

const rateOf = ({ events_per_second, refused }: Rushes): SealedRate => ({ events_per_second, refused });
