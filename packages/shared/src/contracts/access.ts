import { z } from 'zod';
import { id } from './fields.ts';
import { scope, toldApartBy } from './user.ts';

/** What access is known of a key; never the key itself. */
const accessKey = z.object({
  id,
  user_id: id,
  display_name: z.string(),
  told_apart_by: toldApartBy,
  name: z.string(),
  /** The first characters, by which its holder recognizes it. */
  start: z.string(),
  scopes: z.array(scope),
  service: z.boolean(),
  created_at: z.string(),
  /** Within ten seconds; null: never. */
  last_used_at: z.string().nullable(),
});
export type AccessKey = z.output<typeof accessKey>;

/** A place where somebody is signed in. */
const accessSession = z.object({
  id,
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: z.string(),
  /** Within a minute. */
  last_used_at: z.string(),
  /** Whether the caller asks from it. */
  current: z.boolean(),
});
export type AccessSession = z.output<typeof accessSession>;

export const listKeysOutput = z.object({ keys: z.array(accessKey) });
export const accessIdInput = z.strictObject({ id });
export const accessIdOutput = z.object({ id });
