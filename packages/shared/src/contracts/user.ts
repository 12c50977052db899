import { z } from 'zod';
import { knownTimeZone } from '../time/time-zone.ts';
import { id, nameText, text, version } from './fields.ts';
import { isReservedName } from './look-alikes.ts';

const role = z.enum(['member', 'admin'], 'must be member or admin');
export type Role = z.output<typeof role>;

/** The user name, to be shown beside a display name that alone does not tell who it is; absent otherwise. */
export const toldApartBy = z.string().optional();

const USERNAME = /^(?!\p{M})(?:(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{Nd} ._@+-]){1,80}$/u;

/** What people sign in with, in any script. Case does not count: see {@link usernameKey}. */
export const username = z
  .string('must be text')
  .trim()
  .normalize('NFC')
  .regex(USERNAME, 'must have 1 to 80 letters, digits, spaces or any of . _ - @ +');

/** The most UTF-16 units that a user name may have: some letters have two. */
export const MAX_USERNAME_UNITS = 160;

/** The form in which a user name is stored and looked for: no two accounts have the same. */
export const usernameKey = (name: string): string => name.trim().normalize('NFC').toLowerCase();

/** What somebody is called by everybody. */
const displayName = nameText(100);

const RESERVED = 'is reserved: the trail calls others so';
const notReserved = (name: string) => !isReservedName(name);
/** Of an account that is about to be created: it must not speak as the product. */
export const newUsername = username.refine(notReserved, RESERVED);
/** What somebody may be called who was not called so before. */
export const newDisplayName = displayName.refine(notReserved, RESERVED);
export const email = z
  .email('must be an e-mail address')
  .max(254, 'must have at most 254 characters')
  .toLowerCase();
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
export const password = text(PASSWORD_LENGTH.min, PASSWORD_LENGTH.max);
const MAX_KEY_NAME = 32;

const user = z.object({
  id,
  username: z.string(),
  email: z.string(),
  display_name: z.string(),
  told_apart_by: toldApartBy,
  role,
  version: z.int(),
  created_at: z.string(),
  deactivated_at: z.string().nullable(),
  /** Forgotten for good; the display name is a pseudonym. */
  anonymized_at: z.string().nullable(),
  /** Invited and has not chosen a password yet. */
  invited: z.boolean(),
});
export type User = z.output<typeof user>;

export const createUserInput = z.strictObject({
  username: newUsername,
  email,
  display_name: newDisplayName,
  role: role.default('member'),
  password,
});
export type CreateUserInput = z.output<typeof createUserInput>;
export const updateUserInput = z.strictObject({
  id,
  version: version.optional(),
  /** A reserved one only if it is theirs already. */
  display_name: displayName.optional(),
  email: email.optional(),
  role: role.optional(),
});
export const userIdInput = z.strictObject({ id });

const isKnown = (check: () => unknown) => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

/** An IANA time zone, for example Europe/Berlin; told as the IANA database writes it. */
export const timeZone = text(1, 100).transform((name, { issues }) => {
  const zone = knownTimeZone(name);
  if (zone !== undefined) return zone;
  issues.push({ code: 'custom', input: name, message: 'must be a time zone such as Europe/Berlin' });
  return z.NEVER;
});
/** A BCP 47 language tag, for example en-GB. */
const locale = text(2, 35).refine(
  (value) => isKnown(() => new Intl.Locale(value)),
  'must be a language tag such as en-GB',
);

/** What people change about themselves. Null: as the browser has it. */
export const updateProfileInput = z.strictObject({
  /** A reserved one only if it is theirs already. */
  display_name: displayName.optional(),
  time_zone: timeZone.nullable().optional(),
  locale: locale.nullable().optional(),
});

/** A new account without a password: whoever has the link chooses one. */
export const inviteUserInput = createUserInput.omit({ password: true });
const token = z.string('must be text').max(200, 'must have at most 200 characters');
export const invitationInput = z.strictObject({ token });
export const acceptInvitationInput = z.strictObject({ token, password });

/**
 * What became of an invitation's e-mail: handed to the mail server's queue; kept as a file, because no mail server is
 * set up; or not even that, because the queue is away.
 */
const invitationMails = ['queued', 'kept', 'unavailable'] as const;

/** A new invitation. The link is shown this once; it is kept nowhere. */
const invitationLink = z.object({
  user,
  link: z.string(),
  expires_at: z.string(),
  mail: z.enum(invitationMails),
});
export type InvitationLink = z.output<typeof invitationLink>;

/** What the holder of a valid link sees before choosing a password. */
const invited = z.object({ username: z.string(), display_name: z.string(), expires_at: z.string() });
export type Invited = z.output<typeof invited>;

/** What a key may do (CONTRACT: Authentication); it never exceeds the rights of its user. */
export const scopes = ['activity:read', 'activity:write', 'admin'] as const;
export const scope = z.enum(scopes, `must be one of ${scopes.join(', ')}`);
export type Scope = z.output<typeof scope>;

export const createKeyInput = z.strictObject({
  user_id: id,
  name: nameText(MAX_KEY_NAME),
  scopes: z.array(scope).min(1, 'must name at least one scope'),
  /** A service's key: it acts for others and must name the user of each event. */
  service: z.boolean().default(false),
});
export type CreateKeyInput = z.output<typeof createKeyInput>;
