import { elementOf } from '@timetracker/shared';
import { z } from 'zod';

/** As much of JSON Schema (2020-12) as is read here. */
export interface JsonSchema {
  $defs?: Record<string, JsonSchema>;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  description?: string;
  [keyword: string]: unknown;
}

/** What a caller has to send, or what an answer looks like. Transforms have no form in JSON: they are left open. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const element = elementOf(zodSchema);
      if (element) Object.assign(jsonSchema, { items: jsonSchemaOf(element, io) });
    },
  });
  return rest as JsonSchema;
}

/** The JSON types that a value may have. */
export function typesOf(schema: JsonSchema): Set<string> {
  const own = schema.type === undefined ? [] : [schema.type].flat();
  return new Set([...own, ...(schema.anyOf ?? []).flatMap((branch) => [...typesOf(branch)])]);
}
