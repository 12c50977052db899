import { Button, Card, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Project } from '@timetracker/shared';
import { useId } from 'react';
import { formatDate, formatNumber } from '../i18n/format.ts';
import { ProjectMenu } from './project-menu.tsx';
import classes from './projects.module.css';
import { TaskList } from './task-list.tsx';

const members = (count: number) => `${formatNumber(count)} ${count === 1 ? 'member' : 'members'}`;

/** A project: what it is, what can be done with it, and its tasks on demand. */
export function ProjectCard({ project }: { project: Project }) {
  const [showsTasks, { toggle }] = useDisclosure();
  const tasksId = useId();
  const Chevron = showsTasks ? IconChevronDown : IconChevronRight;
  return (
    <Card padding="md" component="article" aria-label={project.name}>
      <div className={classes['head']}>
        <div className={classes['what']}>
          <Title order={2}>{project.name}</Title>
          {project.description && (
            <Text size="sm" className={classes['description']}>
              {project.description}
            </Text>
          )}
          <Text size="sm" c="dimmed" component="div" className={classes['facts']}>
            <span>{members(project.member_count)}</span>
            <span>Created {formatDate(project.created_at)}</span>
            {project.archived_at && <span>Archived {formatDate(project.archived_at)}</span>}
          </Text>
        </div>
        <ProjectMenu project={project} />
      </div>
      <Button
        variant="subtle"
        size="compact-sm"
        mt="xs"
        ml={-8}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<Chevron size={16} aria-hidden />}
        aria-expanded={showsTasks}
        aria-controls={tasksId}
        aria-label={`Tasks of ${project.name}`}
        onClick={toggle}
      >
        Tasks
      </Button>
      <div id={tasksId} hidden={!showsTasks}>
        {showsTasks && <TaskList project={project} />}
      </div>
    </Card>
  );
}
