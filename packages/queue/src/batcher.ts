/** How big a batch is: in items, and in bytes that they take in memory. */
interface BatchSize {
  items: number;
  bytes: number;
}

export interface BatcherOptions<Item> {
  /**
   * How long the first item of a batch waits for company, ms. Where nothing is underway and nobody joined the batch before,
   * it waits for nobody but those of the same turn of the event loop: a caller alone would wait in vain.
   */
  windowMs: number;
  /** A batch of this many items or bytes leaves at once. */
  enough: BatchSize;
  /** No batch holds more, unless a single item does. */
  atMost: BatchSize;
  /** How many bytes an item takes in memory. */
  bytesOf: (item: Item) => number;
  /**
   * With so many deliveries underway, a batch that is not enough waits for one of them to end: under load, batches grow
   * instead of becoming more.
   */
  atOnce: number;
}

export interface Batcher<Item> {
  /**
   * Resolves when every given item was delivered; rejects when a delivery that held one of them failed. Items of one call
   * stay together as far as they fit into a batch.
   */
  add: (items: readonly Item[]) => Promise<void>;
  /** Sends what waits, and resolves when nothing is on its way. */
  settle: () => Promise<void>;
}

interface Batch<Item> {
  items: Item[];
  bytes: number;
  /** Calls that are in it. */
  calls: number;
  stopWaiting: () => void;
  /** It has waited long enough. */
  due: boolean;
  delivered: PromiseWithResolvers<void>;
}

/** Joins what several callers add within a few milliseconds into one delivery. One call's items stay together. */
export function createBatcher<Item>(
  deliver: (items: Item[]) => Promise<void>,
  { windowMs, enough, atMost, bytesOf, atOnce }: BatcherOptions<Item>,
): Batcher<Item> {
  let open: Batch<Item> | undefined;
  let hadCompany = false;
  const underway = new Set<Promise<void>>();

  const send = (batch: Batch<Item>) => {
    batch.stopWaiting();
    if (open === batch) open = undefined;
    hadCompany = batch.calls > 1;
    const delivery = deliver(batch.items).then(batch.delivered.resolve, batch.delivered.reject);
    underway.add(delivery);
    void delivery.finally(() => {
      underway.delete(delivery);
      if (open?.due) send(open);
    });
  };

  const beDue = (batch: Batch<Item>) => {
    batch.due = true;
    if (underway.size < atOnce) send(batch);
  };

  /** @returns how to wait no longer */
  const waitForCompany = (done: () => void): (() => void) => {
    if (hadCompany || underway.size > 0) {
      const timer = setTimeout(done, windowMs);
      return () => clearTimeout(timer);
    }
    const turn = setImmediate(done);
    return () => clearImmediate(turn);
  };

  const begin = (): Batch<Item> => {
    const batch: Batch<Item> = {
      items: [],
      bytes: 0,
      calls: 0,
      due: false,
      stopWaiting: waitForCompany(() => beDue(batch)),
      delivered: Promise.withResolvers<void>(),
    };
    return batch;
  };

  const join = ({ items, bytes }: Part<Item>): Promise<void> => {
    if (open && (open.items.length + items.length > atMost.items || open.bytes + bytes > atMost.bytes))
      send(open);
    const batch = (open ??= begin());
    for (const item of items) batch.items.push(item);
    batch.bytes += bytes;
    batch.calls += 1;
    if (batch.items.length >= enough.items || batch.bytes >= enough.bytes) send(batch);
    return batch.delivered.promise;
  };

  return {
    add: async (items) => {
      await Promise.all(divide(items, atMost, bytesOf).map(join));
    },
    settle: async () => {
      if (open) send(open);
      await Promise.all(underway);
    },
  };
}

interface Part<Item> {
  items: Item[];
  bytes: number;
}

/** Items in parts that fit into a batch each. */
function divide<Item>(
  items: readonly Item[],
  atMost: BatchSize,
  bytesOf: (item: Item) => number,
): Part<Item>[] {
  const parts: Part<Item>[] = [];
  for (const item of items) {
    const bytes = bytesOf(item);
    const part = parts.at(-1);
    if (part && part.items.length < atMost.items && part.bytes + bytes <= atMost.bytes) {
      part.items.push(item);
      part.bytes += bytes;
    } else parts.push({ items: [item], bytes });
  }
  return parts;
}
