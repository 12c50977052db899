import { besideName, type EntityManager, Invitation, toldApart, type User } from '@timetracker/db';
import { pseudonymOf } from '@timetracker/privacy';
import type { User as UserView } from '@timetracker/shared';

/** Accounts as administrators see them. */
export async function presentUsers(em: EntityManager, users: readonly User[]): Promise<UserView[]> {
  const invitations = await em.find(Invitation, { user_id: { $in: users.map((user) => user.id) } });
  const invited = new Set(invitations.map((invitation) => invitation.user_id));
  const apart = await toldApart(
    em,
    users.map((user) => user.id),
  );
  return users.map((user) => ({
    id: user.id,
    username: user.username,
    email: user.email,
    display_name: user.anonymized_at ? pseudonymOf(user.id) : user.display_name,
    ...besideName(apart, user.id),
    role: user.role,
    version: user.version,
    created_at: user.created_at.toISOString(),
    deactivated_at: user.deactivated_at?.toISOString() ?? null,
    anonymized_at: user.anonymized_at?.toISOString() ?? null,
    invited: invited.has(user.id),
  }));
}

export async function presentUser(em: EntityManager, user: User): Promise<UserView> {
  const [view] = await presentUsers(em, [user]);
  if (!view) throw new Error('One user has one view');
  return view;
}
