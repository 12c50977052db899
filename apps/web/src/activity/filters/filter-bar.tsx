import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { useIsAdmin } from '../../session/me.ts';
import { useActivityPage } from '../activity-page.ts';
import { isFiltered } from '../address/activity-search.ts';
import { ActionFacet } from './action-facet.tsx';
import { DateFacet } from './date-facet.tsx';
import classes from './filters.module.css';
import { JumpToDate } from './jump-to-date.tsx';
import { OnlyMine } from './only-mine.tsx';
import { PeopleFacet } from './people-facet.tsx';
import { ProjectFacet } from './project-facet.tsx';
import { TypeFacet } from './type-facet.tsx';

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
