import type { Principal } from '@timetracker/accounts';
import type { EntityManager } from '@timetracker/db';
import type { z } from 'zod';
import type { Device } from '../ingest/posted-events.ts';
import type { Services } from './context.ts';

/** What is known of a request that is answered directly. */
export interface DirectRequest {
  services: Services;
  /** Of a key that has the endpoint's scope. */
  principal: Principal;
  em: () => EntityManager;
  device: Device;
}

/**
 * Answers a plain request without a call of the endpoint's procedure: the way through tRPC costs more than most of what is
 * asked a thousand times a second. Both call one function, so that they do the same.
 * @throws what the procedure throws
 */
export type DirectAnswer = (request: DirectRequest, input: unknown) => Promise<object>;

/**
 * @param input the schema of the procedure's input
 * @param isSure whether the schema surely takes a value as it is: then it is not asked
 */
export const direct =
  <Input extends z.ZodType>(
    input: Input,
    isSure: (value: unknown) => value is z.output<Input>,
    answer: (request: DirectRequest, input: z.output<Input>) => Promise<object>,
  ): DirectAnswer =>
  (request, value) =>
    answer(request, isSure(value) ? value : input.parse(value));
