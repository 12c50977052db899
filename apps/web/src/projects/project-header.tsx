import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconBuilding, IconCash, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Project } from '@timetracker/shared';
import { formatDate, formatMoney } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './projects.module.css';

/** Under a project's name: for whom, for how much, with how many, and what it is about. */
export const ProjectHeader = ({ project }: { project: Project }) => (
  <div className={classes['header']}>
    <Group gap="xs" className={classes['facts'] ?? ''}>
      {project.archived_at && (
        <Badge variant="default" radius="sm" size="lg">
          {t('projects.archived_on', { date: formatDate(project.archived_at) })}
        </Badge>
      )}
      {project.client_id !== null && (
        <span className={classes['fact']}>
          <IconBuilding size={16} aria-hidden />
          <Anchor component={Link} to={`/clients/${project.client_id}`} size="sm">
            <Isolated>{project.client_name}</Isolated>
          </Anchor>
        </span>
      )}
      {project.hourly_rate_cents !== null && (
        <span className={classes['fact']}>
          <IconCash size={16} aria-hidden />
          {t('projects.per_hour', { amount: formatMoney(project.hourly_rate_cents, project.currency) })}
        </span>
      )}
      <span className={classes['fact']}>
        <IconUsers size={16} aria-hidden />
        {t('projects.member_count', { count: project.member_count })}
      </span>
    </Group>
    {project.description && (
      <Text size="sm" className={classes['description'] ?? ''}>
        <Isolated>{project.description}</Isolated>
      </Text>
    )}
  </div>
);
