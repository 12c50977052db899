import { Button } from '@mantine/core';
import { IconUser, IconX } from '@tabler/icons-react';
import { actionCatalog, actions, entityCatalog, entityTypes, isolated, nameOf } from '@timetracker/shared';
import { actionLabel, entityPlural } from '../../../i18n/catalog-text.ts';
import { t } from '../../../i18n/index.ts';
import { useIsAdmin, useMe } from '../../../session/me.ts';
import { CatalogIcon } from '../../../ui/catalog-icon.tsx';
import { PersonAvatar } from '../../../ui/person-avatar.tsx';
import { ProjectDot } from '../../../ui/project-dot.tsx';
import { isFiltered } from '../../data/activity-search.ts';
import { usePeople } from '../../data/use-people.ts';
import { useProjects } from '../../data/use-projects.ts';
import { useActivityPage } from '../activity-page.ts';
import { DateFacet } from './date-facet.tsx';
import { Facet } from './facet.tsx';
import classes from './filters.module.css';
import { JumpToDate } from './jump-to-date.tsx';

/** By whom, what, where and when the feed is narrowed. */
export function FilterBar() {
  const { state, go } = useActivityPage();
  return (
    <div className={classes['bar']}>
      {useIsAdmin() ? <PeopleFacet /> : <OnlyMine />}
      <TypeFacet />
      <ActionFacet />
      <ProjectFacet />
      <DateFacet />
      <JumpToDate key={state.at} />
      {isFiltered(state.filters) && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconX size={14} aria-hidden />}
          onClick={() => go({ filters: {} })}
        >
          {t('activity.filter.clear')}
        </Button>
      )}
    </div>
  );
}

/** What was done. */
function ActionFacet() {
  const { state, filter } = useActivityPage();
  return (
    <Facet
      label={t('activity.filter.actions')}
      options={actions.map((action) => ({
        value: action,
        label: actionLabel(action),
        icon: <CatalogIcon name={actionCatalog[action].icon} size={16} />,
      }))}
      chosen={state.filters.action ?? []}
      onChange={(chosen) => {
        const wanted = actions.filter((action) => chosen.includes(action));
        filter({ action: wanted.length > 0 ? wanted : undefined });
      }}
    />
  );
}

/** The one person whom somebody who is no administrator may filter by. */
function OnlyMine() {
  const { id } = useMe();
  const { state, filter } = useActivityPage();
  const isOn = state.filters.user_id !== undefined;
  return (
    <Button
      size="xs"
      variant={isOn ? 'light' : 'default'}
      leftSection={<IconUser size={14} aria-hidden />}
      aria-pressed={isOn}
      onClick={() => filter({ user_id: isOn ? undefined : [id] })}
    >
      {t('activity.filter.only_mine')}
    </Button>
  );
}

/** Several people at once; for administrators. */
function PeopleFacet() {
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

/** One of the projects that this person may work in. */
function ProjectFacet() {
  const { state, filter } = useActivityPage();
  const { projects } = useProjects();
  const { project_id } = state.filters;
  return (
    <Facet
      single
      label={t('activity.filter.project')}
      options={projects.map(({ id, name, color }) => ({
        value: String(id),
        label: isolated(name),
        icon: <ProjectDot color={color} />,
      }))}
      chosen={project_id === undefined ? [] : [String(project_id)]}
      onChange={([chosen]) => filter({ project_id: chosen === undefined ? undefined : Number(chosen) })}
    />
  );
}

/** Which kinds of things; those of administrators are offered to them alone. */
function TypeFacet() {
  const isAdmin = useIsAdmin();
  const { state, filter } = useActivityPage();
  const types = entityTypes.filter((type) => isAdmin || !entityCatalog[type].admin_only);
  return (
    <Facet
      label={t('activity.filter.types')}
      options={types.map((type) => ({
        value: type,
        label: entityPlural(type),
        icon: <CatalogIcon name={entityCatalog[type].icon} size={16} />,
      }))}
      chosen={state.filters.entity_type ?? []}
      onChange={(chosen) => {
        const wanted = types.filter((type) => chosen.includes(type));
        filter({ entity_type: wanted.length > 0 ? wanted : undefined });
      }}
    />
  );
}
