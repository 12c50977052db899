import { Select } from '@mantine/core';
import { nameOf } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import classes from './time.module.css';

interface PersonSelectProps {
  user_id: number;
  onChoose: (user_id: number) => void;
}

/** Whose week an administrator looks at. */
export function PersonSelect({ user_id, onChoose }: PersonSelectProps) {
  const me = useMe();
  const users = trpc.user.list.useQuery();
  const people = users.data ?? [me];
  return (
    <Select<number>
      aria-label={t('time.person')}
      className={classes['person'] ?? ''}
      data={people.map((person) => ({ value: person.id, label: nameOf(person) }))}
      value={user_id}
      onChange={(id) => onChoose(id ?? me.id)}
      allowDeselect={false}
      searchable
    />
  );
}
