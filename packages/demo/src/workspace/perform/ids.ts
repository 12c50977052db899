type Thing = 'person' | 'client' | 'project' | 'task' | 'comment' | 'entry' | 'invoice';

/** The ids that things got, by the keys that the story calls them by. */
export interface Ids {
  of: (thing: Thing, key: string) => number;
  set: (thing: Thing, key: string, created: { id: number }) => void;
}

export function createIds(): Ids {
  const ids = new Map<string, number>();
  return {
    of: (thing, key) => {
      const id = ids.get(`${thing} ${key}`);
      if (id === undefined) throw new Error(`The demo speaks of the ${thing} ${key} before it exists`);
      return id;
    },
    set: (thing, key, { id }) => ids.set(`${thing} ${key}`, id),
  };
}
