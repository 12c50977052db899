import { ActionIcon, Anchor, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { useActivityPage } from './activity-page.ts';
import { restPath } from './address/activity-input.ts';

/** The same filter for those who read by REST, to be opened or copied. */
export function RestLink() {
  const { input, state } = useActivityPage();
  const path = restPath(input, state.page);
  return (
    <Group gap={2} wrap="nowrap">
      <Anchor href={path} target="_blank" rel="noreferrer" size="xs" c="dimmed" title={path}>
        {t('activity.rest')}
      </Anchor>
      <CopyButton value={new URL(path, window.location.origin).href}>
        {({ copied, copy }) => (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={copied ? t('activity.copied') : t('activity.copy_rest')}
            title={copied ? t('activity.copied') : t('activity.copy_rest')}
            onClick={copy}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
