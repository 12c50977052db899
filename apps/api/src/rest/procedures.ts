import type { AnyTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import { appRouter } from '../routers/router.ts';
import type { Meta } from '../trpc/trpc.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

export type { JsonSchema };

/** A procedure of the API, as data. */
export interface ProcedureDescription {
  /** Its path in the router, as `activity.list`. */
  procedure: string;
  type: 'query' | 'mutation';
  meta: Meta;
  input: JsonSchema;
  output: JsonSchema;
}

/** Every procedure by its path: flat, whatever the type says, which describes the router's nesting. */
// oxlint-disable-next-line no-underscore-dangle -- tRPC offers its procedures nowhere else
export const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;

const nothing = z.strictObject({});

/** Every procedure with the schemas of its input and output. */
export const describeProcedures = (): ProcedureDescription[] =>
  Object.entries(procedures).flatMap(([procedure, { _def }]) => {
    if (_def.type === 'subscription') return [];
    const { input, output } = schemasOf(_def);
    const meta: Meta = _def.meta ?? {};
    return {
      procedure,
      type: _def.type,
      meta,
      input: jsonSchemaOf(input, 'input'),
      output: jsonSchemaOf(output, 'output'),
    };
  });

/** tRPC keeps the validators that a procedure was built with, but its types do not say so. */
function schemasOf(definition: object): { input: z.ZodType; output: z.ZodType } {
  const inputs = 'inputs' in definition && Array.isArray(definition.inputs) ? definition.inputs : [];
  const input: unknown = inputs[0];
  const output: unknown = 'output' in definition ? definition.output : undefined;
  return {
    input: input instanceof z.ZodType ? input : nothing,
    output: output instanceof z.ZodType ? output : z.unknown(),
  };
}
