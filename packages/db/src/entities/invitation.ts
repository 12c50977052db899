import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';
import { User } from './user.ts';

/** A link with which a new person chooses a password, once. Only its hash is kept. */
export const Invitation = defineEntity({
  name: 'Invitation',
  tableName: 'invitations',
  properties: {
    user_id: () => p.oneToOne(User).mapToPk().primary().fieldName('user_id').owner(),
    token_hash: p.text().unique(),
    /** Whose rights it depends on; null: the system's. */
    invited_by: p.integer().nullable(),
    expires_at: p.datetime(3),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type Invitation = InferEntity<typeof Invitation>;
