import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';

/** A person with an account. better-auth reads and writes the same table for sign-in. */
export const User = defineEntity({
  name: 'User',
  tableName: 'users',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    /** Lower case: what people sign in with. `display_username` keeps their spelling. */
    username: p.text().unique(),
    display_username: p.text(),
    display_name: p.text(),
    email: p.text().unique(),
    email_verified: p
      .boolean()
      .default(false)
      .onCreate(() => false),
    image: p.text().nullable(),
    role: p.enum(['member', 'admin']).onCreate(() => 'member'),
    /** IANA name; null: as the person's browser has it. */
    time_zone: p.text().nullable(),
    /** BCP 47 tag; null: as the person's browser has it. */
    locale: p.text().nullable(),
    deactivated_at: p.datetime(3).nullable(),
    /** Forgotten for good: the account has no names any more. */
    anonymized_at: p.datetime(3).nullable(),
    created_at: p.datetime(3).onCreate(currentTime),
    updated_at: p
      .datetime(3)
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
});
export type User = InferEntity<typeof User>;
