import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import type { Task } from '@timetracker/shared';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { TaskTextForm } from './task-text-form.tsx';
import classes from './tasks.module.css';

/** What is to be done, in words; as it is now, until one begins to change it. */
export function TaskTextCard({ task }: { task: Task }) {
  const [isEditing, { open, close }] = useDisclosure();
  return (
    <Card component="section" aria-labelledby="task-text">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} id="task-text">
          {isEditing ? t('tasks.edit') : fieldLabel('task', 'description')}
        </Title>
        {!isEditing && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={open}
          >
            {t('tasks.edit')}
          </Button>
        )}
      </Group>
      {isEditing ? (
        <TaskTextForm task={task} onClose={close} />
      ) : (
        <Text size="sm" c={task.description ? undefined : 'dimmed'} className={classes['text'] ?? ''}>
          <Isolated>{task.description || t('tasks.no_description')}</Isolated>
        </Text>
      )}
    </Card>
  );
}
