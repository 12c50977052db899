import { Group, Stack, Text, Textarea, type TextareaProps } from '@mantine/core';
import { getHotkeyHandler } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';

interface CommentEditorProps {
  label: string;
  field: TextareaProps;
  onSubmit: () => void;
  onCancel?: () => void;
  /** Its buttons. */
  children: ReactNode;
}

/** Where a comment is written: Ctrl+Enter (⌘Enter) sends it. */
export const CommentEditor = ({ label, field, onSubmit, onCancel, children }: CommentEditorProps) => (
  <Stack gap="xs">
    <Textarea
      aria-label={label}
      autosize
      minRows={2}
      maxRows={16}
      required
      {...field}
      onKeyDown={getHotkeyHandler([
        ['mod+Enter', onSubmit],
        ['Escape', () => onCancel?.()],
      ])}
    />
    <Group justify="space-between" gap="xs">
      <Text size="xs" c="dimmed">
        {t('tasks.comment_keys')}
      </Text>
      {children}
    </Group>
  </Stack>
);
