import { z } from 'zod';
import { id, nameText } from './fields.ts';

export const role = z.enum(['member', 'admin'], 'must be member or admin');
export type Role = z.output<typeof role>;

export const username = z
  .string('must be text')
  .regex(/^[a-zA-Z0-9._-]{3,30}$/, 'must have 3 to 30 letters, digits, dots, dashes or underscores');
export const email = z
  .email('must be an e-mail address')
  .max(254, 'must have at most 254 characters')
  .toLowerCase();
export const password = z
  .string('must be text')
  .min(8, 'must have at least 8 characters')
  .max(128, 'must have at most 128 characters');

export const user = z.object({
  id,
  username: z.string(),
  email: z.string(),
  display_name: z.string(),
  role,
  created_at: z.string(),
  deactivated_at: z.string().nullable(),
});
export type User = z.output<typeof user>;

export const createUserInput = z.strictObject({
  username,
  email,
  display_name: nameText(100),
  role: role.default('member'),
  password,
});
export type CreateUserInput = z.output<typeof createUserInput>;
export const updateUserInput = z.strictObject({
  id,
  display_name: nameText(100).optional(),
  email: email.optional(),
  role: role.optional(),
});

/** What a key may do (CONTRACT: Authentication); it never exceeds the rights of its user. */
export const scopes = ['activity:read', 'activity:write', 'admin'] as const;
export const scope = z.enum(scopes, `must be one of ${scopes.join(', ')}`);
export type Scope = z.output<typeof scope>;

export const createKeyInput = z.strictObject({
  user_id: id,
  name: nameText(32),
  scopes: z.array(scope).min(1, 'must name at least one scope'),
  /** A service's key: it acts for others and must name the user of each event. */
  service: z.boolean().default(false),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;
