type Fields = Record<string, unknown>;

const fieldsWhere = <Values extends Fields>(values: Values, holds: (field: keyof Values) => boolean) =>
  (Object.keys(values) as (keyof Values)[]).filter(holds);

/** Lists, such as an invoice's lines, are the same when they say the same. */
const isSame = (one: unknown, other: unknown) =>
  one === other || (Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other));

/** What somebody changed in a form that began as `base`. */
export function changesSince<Values extends Fields>(base: Values, mine: Values): Partial<Values> {
  const changed = fieldsWhere(mine, (field) => !isSame(mine[field], base[field]));
  return Object.fromEntries(changed.map((field) => [field, mine[field]])) as Partial<Values>;
}

/** The fields that both changed, and not to the same: only these need a decision. */
export const contestedFields = <Values extends Fields>(base: Values, mine: Values, theirs: Values) =>
  fieldsWhere(
    mine,
    (field) =>
      !isSame(mine[field], base[field]) &&
      !isSame(theirs[field], base[field]) &&
      !isSame(mine[field], theirs[field]),
  );
