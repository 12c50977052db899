import { forgottenAccounts } from '@timetracker/activities';
import { type EntityManager, ProjectMember, User } from '@timetracker/db';
import { usernameKey } from '@timetracker/shared';

/** As long as keys are trusted. */
const TRUST_MS = 800;
const MOST_KEPT = 10_000;

/** People whom somebody named: those that there are. */
export interface NamedPeople {
  ids: ReadonlySet<number>;
  /** By the keys of their user names. */
  byName: ReadonlyMap<string, number>;
}

/**
 * Whom events may be about. Whoever posts thousands of them a second names the same people and projects again and again: what was
 * found is believed for less than a second, and no longer when rights or names have changed. What was not found is looked
 * for each time.
 */
export class KnownPeople {
  readonly #people = new Believed<number | string, number>();
  readonly #memberships = new Believed<string, true>();

  /** @param unit a unit of work, for whom has to be looked up */
  async named(
    unit: () => EntityManager,
    ids: ReadonlySet<number>,
    usernames: ReadonlySet<string>,
  ): Promise<NamedPeople> {
    const names = new Set([...usernames].map(usernameKey));
    const found = await this.#people.find([...ids, ...names], async (missing) => {
      const em = unit();
      const missingIds = missing.filter((one) => typeof one === 'number');
      const missingNames = missing.filter((one) => typeof one === 'string');
      const users = await em.find(User, {
        $or: [{ id: { $in: missingIds } }, { username: { $in: missingNames } }],
      });
      const there = new Map<number | string, number>(
        users.flatMap(({ id, username }) => [
          [id, id],
          [username, id],
        ]),
      );
      // A service that has not heard yet that somebody is forgotten must not lose what they did.
      const forgotten = await forgottenAccounts(
        em,
        missingNames.filter((name) => !there.has(name)),
      );
      return new Map([...there, ...forgotten]);
    });
    return {
      ids: new Set([...ids].filter((id) => found.has(id))),
      byName: new Map(
        [...names].flatMap((name) => {
          const id = found.get(name);
          return id === undefined ? [] : [[name, id] as const];
        }),
      ),
    };
  }

  /** @returns the first of the projects whose member the user is not */
  async foreignProject(
    unit: () => EntityManager,
    user_id: number,
    project_ids: readonly number[],
  ): Promise<number | undefined> {
    const keyOf = (project_id: number) => `${user_id}:${project_id}`;
    const found = await this.#memberships.find(project_ids.map(keyOf), async () => {
      const members = await unit().find(ProjectMember, { user_id, project_id: { $in: [...project_ids] } });
      return new Map(members.map(({ project_id }) => [keyOf(project_id), true]));
    });
    return project_ids.find((project_id) => !found.has(keyOf(project_id)));
  }

  /** Something of it may have changed. */
  forget(): void {
    this.#people.forget();
    this.#memberships.forget();
  }
}

/** What was found a moment ago. */
class Believed<Key, Value> {
  readonly #found = new Map<Key, { value: Value; until: number }>();
  /** Counts how often all was forgotten: whoever looked before must not keep what they saw. */
  #forgotten = 0;

  async find(
    keys: readonly Key[],
    look: (missing: Key[]) => Promise<Map<Key, Value>>,
  ): Promise<Map<Key, Value>> {
    const now = Date.now();
    const known = new Map<Key, Value>();
    for (const key of keys) {
      const found = this.#found.get(key);
      if (found && found.until > now) known.set(key, found.value);
    }
    const missing = keys.filter((key) => !known.has(key));
    if (missing.length === 0) return known;
    const forgotten = this.#forgotten;
    const looked = await look(missing);
    for (const key of missing) {
      const value = looked.get(key);
      if (value === undefined) continue;
      known.set(key, value);
      if (forgotten === this.#forgotten) this.#keep(key, value, now + TRUST_MS);
    }
    return known;
  }

  forget(): void {
    this.#found.clear();
    this.#forgotten += 1;
  }

  #keep(key: Key, value: Value, until: number): void {
    if (this.#found.size >= MOST_KEPT) this.#found.clear();
    this.#found.set(key, { value, until });
  }
}
