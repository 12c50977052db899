import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { type CalendarDay, nameOf } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin, useMe } from '../session/me.ts';
import classes from '../time/time.module.css';
import { useWeek } from '../time/use-week.ts';
import { Week } from '../time/week.tsx';
import { WeekNav } from '../time/week-nav.tsx';
import { Page } from '../ui/page.tsx';

const route = getRouteApi('/signed-in/time');

/** A week of one's own time, for administrators of anybody's. */
export function Time() {
  const me = useMe();
  const isAdmin = useIsAdmin();
  const { date, user_id = me.id, new: isAdding } = route.useSearch();
  const navigate = route.useNavigate();
  const week = useWeek(date, user_id);
  const other = usePersonName(user_id);

  const show = (day: CalendarDay | undefined, person: number, adding?: true) =>
    void navigate({
      search: {
        ...(day && { date: day }),
        ...(person !== me.id && { user_id: person }),
        ...(adding && { new: 1 }),
      },
    });
  return (
    <Page
      title={other === undefined ? t('time.title') : t('time.title_of', { name: other })}
      actions={
        <Group gap="sm">
          {isAdmin && <PersonSelect user_id={user_id} onChoose={(person) => show(date, person)} />}
          {user_id === me.id && (
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => show(date, me.id, true)}>
              {t('time.add')}
            </Button>
          )}
        </Group>
      }
    >
      <WeekNav days={week.days} today={week.today} onGo={(day) => show(day, user_id)} />
      <Week
        week={week}
        other={other}
        isAdding={isAdding === 1 && user_id === me.id}
        onAdded={(day) => show(day && !week.days.includes(day) ? day : date, user_id)}
      />
    </Page>
  );
}

/** What somebody else is called; undefined for oneself. */
function usePersonName(user_id: number): string | undefined {
  const me = useMe();
  const isOther = user_id !== me.id;
  const users = trpc.user.list.useQuery(undefined, { enabled: isOther && me.role === 'admin' });
  if (!isOther) return undefined;
  const other = users.data?.find(({ id }) => id === user_id);
  return other ? nameOf(other) : '…';
}

interface PersonSelectProps {
  user_id: number;
  onChoose: (user_id: number) => void;
}

/** Whose week an administrator looks at. */
function PersonSelect({ user_id, onChoose }: PersonSelectProps) {
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
