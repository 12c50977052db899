import type { DirectAnswer } from '../trpc/direct.ts';
import type { JsonSchema } from './json-schema.ts';
import { describeProcedures } from './procedures.ts';

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
  /** How a plain request is answered. */
  direct?: DirectAnswer | undefined;
  input: JsonSchema;
  output: JsonSchema;
}

const PARAMETER = /\{(\w+)\}/g;
/** Every procedure with `meta.rest`; paths without parameters first, so that they win over `{id}`. */
export function restEndpoints(): RestEndpoint[] {
  const endpoints = describeProcedures().flatMap(({ meta, ...described }) => {
    if (!meta.rest) return [];
    const { method, path, summary, status = 200, errors = [], text, direct } = meta.rest;
    const pathParameters = [...path.matchAll(PARAMETER)].flatMap(([, name]) => name ?? []);
    const scope = meta.scope ?? 'admin';
    return { ...described, method, path, pathParameters, summary, status, errors, text, scope, direct };
  });
  return endpoints.sort((a, b) => a.pathParameters.length - b.pathParameters.length);
}
