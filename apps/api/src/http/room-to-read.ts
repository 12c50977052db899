import type { ReadRooms } from '../memory/read-room.ts';
import type { Middleware } from './app-env.ts';

/** How long an answer may take to be fetched, in ms: until then it takes memory. */
const FETCHED_MS = 120_000;

/** Gives each request room for what it reads, until its answer was sent; whoever does not fetch it is let go. */
export const roomToRead =
  (rooms: ReadRooms): Middleware =>
  async (c, next) => {
    const room = rooms.open(`user:${c.get('principal')?.id ?? 'nobody'}`);
    c.set('room', room);
    await next();
    room.written();
    if (!room.isHeld) return;
    const outgoing = c.env?.outgoing;
    if (!outgoing || outgoing.destroyed) return room.release();
    const timer = setTimeout(() => outgoing.destroy(), FETCHED_MS);
    outgoing.once('close', () => {
      clearTimeout(timer);
      room.release();
    });
  };
