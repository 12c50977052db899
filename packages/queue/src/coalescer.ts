export interface CoalescerOptions {
  /** How long the first item of a batch waits for company, ms. */
  windowMs: number;
  /** A batch of this many items leaves at once. */
  enough: number;
  /** No batch holds more. */
  atMost: number;
  /**
   * With so many deliveries underway, a batch that is not enough waits for one of them to end: under load, batches grow
   * instead of becoming more.
   */
  atOnce: number;
}

export interface Coalescer<Item> {
  /** Resolves when every given item was delivered; rejects when a delivery that held one of them failed. */
  add: (items: readonly Item[]) => Promise<void>;
  /** Sends what waits, and resolves when nothing is on its way. */
  settle: () => Promise<void>;
}

interface Batch<Item> {
  items: Item[];
  timer: NodeJS.Timeout;
  /** It has waited long enough. */
  due: boolean;
  delivered: PromiseWithResolvers<void>;
}

/** Joins what several callers add within a few milliseconds into one delivery. One call's items stay together. */
export function createCoalescer<Item>(
  deliver: (items: Item[]) => Promise<void>,
  { windowMs, enough, atMost, atOnce }: CoalescerOptions,
): Coalescer<Item> {
  let open: Batch<Item> | undefined;
  const underway = new Set<Promise<void>>();

  const send = (batch: Batch<Item>) => {
    clearTimeout(batch.timer);
    if (open === batch) open = undefined;
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

  const begin = (): Batch<Item> => {
    const batch: Batch<Item> = {
      items: [],
      due: false,
      timer: setTimeout(() => beDue(batch), windowMs),
      delivered: Promise.withResolvers<void>(),
    };
    return batch;
  };

  const join = (items: readonly Item[]): Promise<void> => {
    if (open && open.items.length + items.length > atMost) send(open);
    const batch = (open ??= begin());
    for (const item of items) batch.items.push(item);
    if (batch.items.length >= enough) send(batch);
    return batch.delivered.promise;
  };

  return {
    add: async (items) => {
      const parts: Promise<void>[] = [];
      for (let start = 0; start < items.length; start += atMost) {
        parts.push(join(items.slice(start, start + atMost)));
      }
      await Promise.all(parts);
    },
    settle: async () => {
      if (open) send(open);
      await Promise.all(underway);
    },
  };
}
