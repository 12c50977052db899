import type { AnyTRPCProcedure } from '@trpc/server';
import { z } from 'zod';
import { appRouter } from '../router.ts';
import type { Meta } from '../trpc.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';

/** A procedure that REST reaches as well. */
export interface RestEndpoint {
  /** The procedure's path in the router, as `activity.list`. */
  procedure: string;
  type: 'query' | 'mutation';
  method: 'GET' | 'POST';
  /** Below /api, with `{name}` for path parameters. */
  path: string;
  pathParameters: string[];
  summary: string;
  status: number;
  /** Statuses of errors that are not usual for the method. */
  errors: readonly number[];
  /** The field of the answer that is the answer as plain text. */
  text?: string | undefined;
  scope: string;
  input: JsonSchema;
  output: JsonSchema;
}

const PARAMETER = /\{(\w+)\}/g;
const nothing = z.strictObject({});

// Flat, by path, whatever the type says, which describes the router's nesting.
// oxlint-disable-next-line no-underscore-dangle -- tRPC offers its procedures nowhere else
const procedures = appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>;

/** Every procedure with `meta.rest`; paths without parameters first, so that they win over `{id}`. */
export function restEndpoints(): RestEndpoint[] {
  const endpoints = Object.entries(procedures).flatMap(([procedure, { _def }]) => {
    const meta = _def.meta as Meta | undefined;
    if (!meta?.rest || _def.type === 'subscription') return [];
    const { method, path, summary, status = 200, errors = [], text } = meta.rest;
    const pathParameters = [...path.matchAll(PARAMETER)].flatMap(([, name]) => name ?? []);
    const { input, output } = schemasOf(_def);
    return {
      procedure,
      type: _def.type,
      method,
      path,
      pathParameters,
      summary,
      status,
      errors,
      text,
      scope: meta.scope ?? 'admin',
      input: jsonSchemaOf(input, 'input'),
      output: jsonSchemaOf(output, 'output'),
    };
  });
  return endpoints.sort((a, b) => a.pathParameters.length - b.pathParameters.length);
}

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
