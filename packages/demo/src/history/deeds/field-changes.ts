import type { Changes } from '@timetracker/shared';

type Fields = Record<string, unknown>;
type Names = Record<string, string | undefined>;

/** What capture writes of a new entity: every field that is not empty, with the names of entities it refers to. */
export function appeared(fields: Fields, names: Names = {}): Changes {
  const changes: Changes = {};
  for (const [field, after] of Object.entries(fields)) {
    if (after === null) continue;
    const name = names[field];
    changes[field] = { before: null, after, ...(name !== undefined && { after_name: name }) };
  }
  return changes;
}

/** What capture writes of an entity that is deleted. */
export function vanished(fields: Fields, names: Names = {}): Changes {
  const changes: Changes = {};
  for (const [field, before] of Object.entries(fields)) {
    if (before === null) continue;
    const name = names[field];
    changes[field] = { before, after: null, ...(name !== undefined && { before_name: name }) };
  }
  return changes;
}

/** What capture writes of a field that is changed. */
export const changed = (field: string, before: unknown, after: unknown): Changes => ({
  [field]: { before, after },
});

/** What capture writes besides of a changed status. */
export const statusChange = (before: string, after: string) => ({ old_status: before, new_status: after });
