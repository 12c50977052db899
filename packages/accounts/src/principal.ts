import type { Authority } from '@timetracker/db';
import type { Role, Scope } from '@timetracker/shared';
import { keyMetadata } from './key-metadata.ts';

/** Whoever makes a request, once known. */
export interface Principal {
  id: number;
  username: string;
  display_name: string;
  email: string;
  role: Role;
  via: 'session' | 'key';
  /** Of whoever is signed in. */
  session_id?: number;
  /** Of whoever sends a key. */
  key_id?: number;
  /** What a key may do; a session may do whatever its user may. */
  scopes: readonly Scope[];
  /** A service's key acts for others and must name the user of each event. */
  service: boolean;
}

export const isAdmin = (principal: Pick<Principal, 'role'>) => principal.role === 'admin';

/** What the database is asked about when it has to be known whether somebody still may. */
export const authorityOf = ({ id, role, session_id, key_id }: Principal): Authority => ({
  user_id: id,
  role,
  session_id,
  key_id,
});

/** @param metadata of the principal's key, as it is stored now; a session has none */
export function hasSameScopes(
  { via, scopes, service }: Pick<Principal, 'via' | 'scopes' | 'service'>,
  metadata: string | null,
): boolean {
  if (via === 'session') return true;
  const now = keyMetadata.safeParse(metadata).data;
  return JSON.stringify([now?.scopes, now?.service]) === JSON.stringify([scopes, service]);
}
