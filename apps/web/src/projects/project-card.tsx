import { Badge, Card, Text, Title } from '@mantine/core';
import { IconBuilding, IconCheckbox, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { isolated, type Project } from '@timetracker/shared';
import { formatDate } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import classes from './project-card.module.css';
import { ProjectMenu } from './project-menu.tsx';

/** A project at a glance: the card leads to its page, the menu does the rest. */
export const ProjectCard = ({ project }: { project: Project }) => (
  <Card
    padding="md"
    component="article"
    aria-label={isolated(project.name)}
    className={classes['card'] ?? ''}
    style={{ borderInlineStartColor: `var(--mantine-color-${project.color}-6)` }}
  >
    <div className={classes['head']}>
      <Title order={2} className={classes['name'] ?? ''}>
        <Link
          to="/projects/$projectId"
          params={{ projectId: project.id }}
          search={{}}
          className={classes['link']}
        >
          <Isolated>{project.name}</Isolated>
        </Link>
      </Title>
      <div className={classes['menu']}>
        <ProjectMenu project={project} />
      </div>
    </div>
    {project.client_name && (
      <Text size="sm" c="dimmed" className={classes['client'] ?? ''}>
        <IconBuilding size={15} aria-hidden />
        <Isolated>{project.client_name}</Isolated>
      </Text>
    )}
    <Text size="sm" lineClamp={2} className={classes['description'] ?? ''}>
      <Isolated>{project.description}</Isolated>
    </Text>
    <Text size="sm" c="dimmed" component="div" className={classes['facts'] ?? ''}>
      <span className={classes['fact']}>
        <IconCheckbox size={16} aria-hidden />
        {t('projects.open_tasks', { count: project.open_task_count })}
      </span>
      <span className={classes['fact']}>
        <IconUsers size={16} aria-hidden />
        {t('projects.member_count', { count: project.member_count })}
      </span>
      {project.archived_at && (
        <Badge variant="default" radius="sm">
          {t('projects.archived_on', { date: formatDate(project.archived_at) })}
        </Badge>
      )}
    </Text>
  </Card>
);
