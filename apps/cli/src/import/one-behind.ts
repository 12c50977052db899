/**
 * Does one piece of work at a time, while its caller prepares the next one.
 * @returns `next` begins a piece as soon as the one before is done; both throw what that one threw
 */
export function oneBehind<Piece>(work: (piece: Piece) => Promise<void>) {
  let running: Promise<void> = Promise.resolve();
  return {
    next: async (piece: Piece): Promise<void> => {
      await running;
      running = work(piece);
      // Whoever waits next is told; until then it is no failure that nobody looks at.
      running.catch(() => undefined);
    },
    done: (): Promise<void> => running,
  };
}
