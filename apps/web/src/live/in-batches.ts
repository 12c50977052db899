/** Collects items and delivers those of one interval together: a busy stream must not render for every event. */
export function inBatches<Item>(everyMs: number, deliver: (items: Item[]) => void) {
  let items: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    const batch = items;
    items = [];
    deliver(batch);
  };
  return {
    add: (...added: Item[]) => {
      items.push(...added);
      timer ??= setTimeout(flush, everyMs);
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
      items = [];
    },
  };
}
