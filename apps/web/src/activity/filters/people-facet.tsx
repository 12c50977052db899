import { nameOf } from '@timetracker/shared';
import { t } from '../../i18n/index.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { useActivityPage } from '../activity-page.ts';
import { usePeople } from '../use-people.ts';
import { Facet } from './facet.tsx';

/** Several people at once; for administrators. */
export function PeopleFacet() {
  const { state, filter } = useActivityPage();
  const options = usePeople().map((person) => ({
    value: String(person.id),
    label: nameOf(person),
    icon: <PersonAvatar name={person.display_name} size={20} />,
  }));
  return (
    <Facet
      label={t('activity.filter.people')}
      options={options}
      chosen={(state.filters.user_id ?? []).map(String)}
      onChange={(chosen) => filter({ user_id: chosen.length > 0 ? chosen.map(Number) : undefined })}
    />
  );
}
