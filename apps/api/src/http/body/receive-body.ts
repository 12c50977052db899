import type { Readable } from 'node:stream';
import { AppError } from '@timetracker/shared';
import { type BodyPace, bodyPace } from '../../limits/body-limits.ts';

const LOOK_MS = 1_000;
const KIB = 1024;
const RETRY_SECONDS = 1;

/** How a body is received. */
export interface Reception {
  /** Bytes at the most. */
  most: number;
  /** Told of every piece before it is kept; what it throws refuses the body. */
  onBytes: (bytes: number) => void;
  pace?: BodyPace;
}

/** The refusal of a body that has more than `most` bytes. */
export const tooLong = (most: number) =>
  new AppError('tooLarge', `The body must have at most ${(most / KIB).toLocaleString('en')} KiB`);

/**
 * Receives a body and counts it as it arrives: nothing is kept for what was only announced. The stream is left open, so
 * that a refusal can be answered.
 * @throws {AppError} tooLarge; tooManyRequests when it arrives too slowly; invalid when the connection ends before
 */
export function receiveBody(
  incoming: Readable,
  { most, onBytes, pace = bodyPace }: Reception,
): Promise<Buffer> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const chunks: Buffer[] = [];
  const begun = performance.now();
  let size = 0;
  const finish = (settle: () => void) => {
    clearInterval(watch);
    incoming.off('data', take).off('end', whole).off('error', broken).off('close', broken);
    settle();
  };
  const take = (chunk: Buffer) => {
    size += chunk.length;
    try {
      if (size > most) throw tooLong(most);
      onBytes(chunk.length);
      chunks.push(chunk);
    } catch (error) {
      finish(() => reject(error));
    }
  };
  const whole = () =>
    finish(() => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  const broken = () =>
    finish(() => reject(new AppError('invalid', 'The connection ended before the body was complete')));
  const watch = setInterval(() => {
    if (isSlow(performance.now() - begun, size, pace)) finish(() => reject(tooSlow()));
  }, LOOK_MS);
  incoming.on('data', take).on('end', whole).on('error', broken).on('close', broken);
  // What has ended before it was listened to says so no more.
  if (incoming.readableEnded || incoming.destroyed) (incoming.readableEnded ? whole : broken)();
  return promise;
}

function isSlow(ms: number, bytes: number, pace: BodyPace): boolean {
  const due = ((ms - pace.graceMs) / 1_000) * pace.bytesPerSecond;
  return ms > pace.deadlineMs || bytes < due;
}

const tooSlow = () =>
  new AppError('tooManyRequests', 'The body arrives too slowly; send it again, or smaller ones', {
    retryAfter: RETRY_SECONDS,
  });
