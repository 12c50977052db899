import type { PersonalFields } from '@timetracker/shared';

/** The personal fields alone. */
export const personalOf = ({
  entity_name,
  description,
  extra_data,
  ip_address,
  user_agent,
  posted = null,
}: PersonalFields): PersonalFields => ({
  entity_name,
  description,
  extra_data,
  ip_address,
  user_agent,
  posted,
});
