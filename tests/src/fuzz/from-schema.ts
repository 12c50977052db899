import type { JsonSchema } from '@timetracker/api/procedures';
import { type EntityType, entityCatalog } from '@timetracker/shared';
import fc from 'fast-check';
import { oddNumber, oddText } from './odd-values.ts';

const letter = fc.oneof(
  { weight: 20, arbitrary: fc.string({ minLength: 1, maxLength: 1 }) },
  fc.constantFrom('ä', 'ß', '🔥', '中'),
);

/** Ids that a small workspace has, and some that it does not have. */
const someId = fc.integer({ min: 1, max: 6 });

/** Values that mean something to the workspace, by the name of the field. */
const known: Record<string, fc.Arbitrary<unknown>> = {
  username: fc.constantFrom('mia.member', 'ada.admin', 'nobody', 'fuzz.1'),
  q: fc.constantFrom(
    'logo',
    '"a b"',
    'type:task',
    '-action:updated',
    'created:2026-01-01..',
    'user:mia.member',
    '🔥',
  ),
  time_zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Nuuk', 'Pacific/Apia'),
  currency: fc.constantFrom('EUR', 'USD', 'JPY', 'KWD', 'XXX'),
  version: fc.integer({ min: 1, max: 4 }),
  email: fc.nat(50).map((n) => `fuzz${n}@example.com`),
  cursor: fc
    .tuple(fc.constantFrom(1, 0, -62_135_596_800_001, 253_402_300_799_999, 8.64e15), fc.nat(9))
    .map((place) => Buffer.from(JSON.stringify(place)).toString('base64url')),
};

const dateTime = fc
  .date({ min: new Date('2025-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const formats: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid(),
  email: fc.nat(50).map((n) => `fuzz${n}@example.com`),
  'date-time': dateTime,
  date: dateTime.map((text) => text.slice(0, 'yyyy-mm-dd'.length)),
};

/**
 * Values that a JSON Schema allows, mostly: patterns and transforms are not followed, so that some are refused.
 * @param name of the field, for fields whose values mean something
 */
export function fromSchema(schema: JsonSchema, name = '', root: JsonSchema = schema): fc.Arbitrary<unknown> {
  const { type, properties = {}, required = [], items, anyOf, format } = schema;
  const branches = anyOf ?? (schema['oneOf'] as JsonSchema[] | undefined);
  if (typeof schema['$ref'] === 'string') return fromSchema(definitionOf(schema['$ref'], root), name, root);
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  const meaningful = known[name];
  if (meaningful && type !== 'array') return meaningful;
  if (branches) return fc.oneof(...branches.map((branch) => fromSchema(branch, name, root)));
  const [first] = [type].flat();
  if (first === 'object') {
    const fields = Object.entries(properties).map(
      ([key, field]) => [key, fromSchema(field, key, root)] as const,
    );
    // Of the fields that may be left out, a third is there.
    return fc
      .tuple(
        fc.record(Object.fromEntries(fields)),
        fc.tuple(...fields.map(([key]) => (required.includes(key) ? fc.constant(0) : fc.nat(2)))),
      )
      .map(([value, kept]) =>
        coherent(Object.fromEntries(Object.entries(value).filter((_, index) => kept[index] === 0))),
      );
  }
  if (first === 'array') {
    const minLength = limit(schema['minItems'], 0);
    return fc.array(fromSchema(items ?? {}, name, root), { minLength, maxLength: minLength + 3 });
  }
  if (first === 'integer') return name.endsWith('id') ? someId : boundedInteger(schema);
  if (first === 'number') return fc.oneof(boundedInteger(schema), oddNumber);
  if (first === 'boolean') return fc.boolean();
  if (first === 'null') return fc.constant(null);
  if (first === 'string') return formats[format as string] ?? boundedText(schema, name);
  return fc.oneof(someId, dateTime, fc.jsonValue({ maxDepth: 2 }), oddText);
}

/** Fields that exclude each other are not given together, and periods begin before they end: most of it is then taken. */
function coherent(value: Record<string, unknown>): Record<string, unknown> {
  const fits = { ...value };
  if ('user_id' in fits) delete fits['username'];
  if ('cursor' in fits) delete fits['page'];
  if ('newer_than' in fits) for (const name of ['cursor', 'page']) delete fits[name];
  if ('start_date' in fits || 'end_date' in fits) delete fits['days'];
  for (const [first, last] of [
    ['start_date', 'end_date'],
    ['started_at', 'ended_at'],
    ['from', 'to'],
  ] as const) {
    const [a, b] = [fits[first], fits[last]];
    if (typeof a === 'string' && typeof b === 'string' && a > b) [fits[first], fits[last]] = [b, a];
  }
  const actions = entityCatalog[fits['entity_type'] as EntityType]?.actions as readonly string[] | undefined;
  if (actions && typeof fits['action'] === 'string' && !actions.includes(fits['action']))
    [fits['action']] = actions;
  return fits;
}

const definitionOf = (reference: string, root: JsonSchema): JsonSchema =>
  root.$defs?.[reference.split('/').at(-1) ?? ''] ?? {};

const limit = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

function boundedInteger(schema: JsonSchema): fc.Arbitrary<number> {
  const min = Math.max(limit(schema['minimum'], -10), -1e15);
  const max = Math.min(limit(schema['maximum'], 1_000), 1e15);
  return fc.oneof(fc.integer({ min, max: Math.min(max, min + 50) }), fc.constantFrom(min, max));
}

function boundedText(schema: JsonSchema, name: string): fc.Arbitrary<string> {
  const minLength = limit(schema['minLength'], 0);
  const maxLength = Math.max(minLength, Math.min(limit(schema['maxLength'], 30), 60));
  const looksLikeTime = /(_at|_date|date|from|to|before|at|day|due)$/.test(name);
  const plain = fc.string({ minLength, maxLength, unit: letter });
  return looksLikeTime
    ? fc.oneof(
        dateTime,
        dateTime.map((text) => text.slice(0, 10)),
      )
    : plain;
}
