import canonicalize from 'canonicalize';
import type { Posted } from './posted.ts';

/** What an activity says about persons; erasing rewrites it (DESIGN decision 8). */
export interface PersonalFields {
  entity_name: string | null;
  description: string;
  extra_data: Record<string, unknown>;
  ip_address: string | null;
  user_agent: string | null;
  /** Null and absent are the same: nobody posted it with a key, or it is older than this field. */
  posted?: Posted | null;
}

/** What stays of an activity whatever happens to persons. Instants are ISO 8601 in UTC with milliseconds. */
export interface PublicFacts {
  id: number;
  event_id: string;
  user_id: number | null;
  action: string;
  entity_type: string;
  entity_id: number;
  project_id: number | null;
  source: string;
  created_at: string;
  recorded_at: string;
}

const VERSION = 1;

/**
 * The personal fields as the text that is committed to, in UTF-8 after the digits of the salt: a JSON array in this
 * order, its objects in the canonical form of RFC 8785; the last one, who posted it, only where there is one. The keys of the others have a fixed
 * order, which costs less than sorting them.
 */
export const personalText = ({
  entity_name,
  description,
  extra_data,
  ip_address,
  user_agent,
  posted,
}: PersonalFields): string =>
  `[${JSON.stringify(entity_name)},${JSON.stringify(description)},${canonicalize(extra_data)},${JSON.stringify(ip_address)},${JSON.stringify(user_agent)}${posted ? `,${canonicalize(posted)}` : ''}]`;

/**
 * The entry of the tamper-evident log for an activity: a line of JSON in this order of keys. The leaf of RFC 6962 is the
 * SHA-256 of a zero byte and this text in UTF-8.
 * @param commitment SHA-256 of the salt's digits and the personal text, hexadecimal
 */
export const logEntry = (facts: PublicFacts, commitment: string): string =>
  JSON.stringify({
    v: VERSION,
    id: facts.id,
    event_id: facts.event_id,
    user_id: facts.user_id,
    action: facts.action,
    entity_type: facts.entity_type,
    entity_id: facts.entity_id,
    project_id: facts.project_id,
    source: facts.source,
    created_at: facts.created_at,
    recorded_at: facts.recorded_at,
    personal: commitment,
  });
