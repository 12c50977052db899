const LOCAL = '#/$defs/';

/**
 * A document in which every `$defs` of an embedded schema has moved to `components.schemas`: `#/$defs/…` means the
 * root of the whole document there, not of the embedded schema. Names are made unique by a prefix.
 * @returns the rewritten value, and the definitions found
 */
export function liftDefinitions(
  value: unknown,
  prefix: string,
): { value: unknown; schemas: Record<string, unknown> } {
  const schemas: Record<string, unknown> = {};
  const lift = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(lift);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).flatMap(([key, inner]) => {
        if (key === '$ref' && typeof inner === 'string' && inner.startsWith(LOCAL))
          return [[key, `#/components/schemas/${prefix}${inner.slice(LOCAL.length)}`]];
        if (key !== '$defs') return [[key, lift(inner)]];
        for (const [name, schema] of Object.entries(inner ?? {})) schemas[`${prefix}${name}`] = lift(schema);
        return [];
      }),
    );
  };
  return { value: lift(value), schemas };
}
