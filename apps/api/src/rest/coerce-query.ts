import { AppError, type Issue } from '@timetracker/shared';
import { type JsonSchema, typesOf } from './json-schema.ts';

const NUMBER = /^-?\d{1,15}(\.\d+)?$/;

/**
 * Query parameters as the value that a schema expects. Text that does not look like what is expected stays text, so
 * that the schema's own message applies. A list is a comma list, a repeated parameter, or both.
 * @param fixed parameters of the path; the query must not repeat them
 * @throws {AppError} invalid when a parameter that takes one value is given twice
 */
export function coerceQuery(
  query: URLSearchParams,
  fixed: Record<string, string>,
  schema: JsonSchema,
): Record<string, unknown> {
  const issues: Issue[] = [];
  const values: [string, unknown][] = Object.entries(coercePath(fixed, schema));
  for (const name of new Set(query.keys())) {
    const property = Object.hasOwn(schema.properties ?? {}, name) ? schema.properties?.[name] : undefined;
    const given = query.getAll(name);
    const isList = property !== undefined && typesOf(property).has('array');
    if (property === undefined || Object.hasOwn(fixed, name))
      issues.push({ path: name, message: 'is not a known parameter' });
    else if (!isList && given.length > 1) issues.push({ path: name, message: 'must be given once' });
    else values.push([name, isList ? coerceList(given, property) : coerce(given[0] ?? '', property)]);
  }
  const [first] = issues;
  if (first) throw new AppError('invalid', `${first.path} ${first.message}`, { issues });
  return Object.fromEntries(values);
}

/** Parameters of a path as the values that a schema expects. */
export const coercePath = (fixed: Record<string, string>, schema: JsonSchema): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fixed).map(([name, value]) => [name, coerce(value, schema.properties?.[name] ?? {})]),
  );

const coerceList = (given: string[], schema: JsonSchema) =>
  given.flatMap((value) => value.split(',')).map((value) => coerce(value.trim(), schema.items ?? {}));

function coerce(value: string, schema: JsonSchema): unknown {
  const types = typesOf(schema);
  if ((types.has('integer') || types.has('number')) && NUMBER.test(value)) return Number(value);
  if (types.has('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}
