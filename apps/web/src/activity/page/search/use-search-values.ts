import { actions, addDays, entityCatalog, entityTypes, isolated, nameOf } from '@timetracker/shared';
import { actionLabel, entityPlural } from '../../../i18n/catalog-text.ts';
import { dayOf } from '../../../i18n/format.ts';
import { t } from '../../../i18n/index.ts';
import { useIsAdmin } from '../../../session/me.ts';
import { usePeople } from '../../data/use-people.ts';
import { useProjects } from '../../data/use-projects.ts';
import type { SearchValues } from './search-words.ts';

const WEEK = 7;

/** Examples of `created:` that say what can be written there. */
function createdExamples() {
  const today = dayOf(new Date());
  const weekAgo = addDays(today, 1 - WEEK);
  const month = today.slice(0, 'yyyy-mm'.length);
  return [
    { value: today, label: t('activity.today') },
    { value: addDays(today, -1), label: t('activity.yesterday') },
    { value: `>=${weekAgo}`, label: t('activity.last_days', { count: WEEK }) },
    { value: `${month}-01..${today}`, label: t('activity.this_month') },
    { value: `<${month}-01`, label: t('activity.before_this_month') },
  ];
}

/** What the keys of a search may be followed by, as far as this person may search for it. */
export function useSearchValues(): SearchValues {
  const isAdmin = useIsAdmin();
  const people = usePeople();
  const { projects } = useProjects();
  return {
    user: people.map((person) => ({ value: person.username, label: nameOf(person) })),
    type: entityTypes
      .filter((type) => isAdmin || !entityCatalog[type].admin_only)
      .map((type) => ({ value: type, label: entityPlural(type) })),
    action: actions.map((action) => ({ value: action, label: actionLabel(action) })),
    project: projects.map(({ id, name }) => ({ value: String(id), label: isolated(name) })),
    created: createdExamples(),
  };
}
