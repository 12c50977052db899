type Fields = Record<string, unknown>;

const fieldsWhere = <Values extends Fields>(values: Values, holds: (field: keyof Values) => boolean) =>
  (Object.keys(values) as (keyof Values)[]).filter(holds);

/** What somebody changed in a form that began as `base`. */
export function changesSince<Values extends Fields>(base: Values, mine: Values): Partial<Values> {
  const changed = fieldsWhere(mine, (field) => mine[field] !== base[field]);
  return Object.fromEntries(changed.map((field) => [field, mine[field]])) as Partial<Values>;
}

/** The fields that both changed, and not to the same: only these need a decision. */
export const contestedFields = <Values extends Fields>(base: Values, mine: Values, theirs: Values) =>
  fieldsWhere(
    mine,
    (field) => mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field],
  );
