import { ActionIcon, Anchor, CopyButton, Group, Kbd, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { restPath } from '../data/activity-input.ts';
import { searchOf } from '../data/activity-search.ts';
import classes from '../list/stream.module.css';
import { useActivityPage } from './activity-page.ts';

/** How many there are, and other ways to them. @param total undefined while nobody has counted */
export const StreamSummary = ({ total }: { total: number | undefined }) => (
  <Group justify="space-between" gap="xs" mb={6} mih={28}>
    <Text component="output" size="xs" c="dimmed">
      {total !== undefined && t('activity.total', { count: total })}
    </Text>
    <Group gap="md">
      <KeyHints />
      <PagesLink />
      <RestLink />
    </Group>
  </Group>
);

/** The keys of the feed, where there is a keyboard and room. */
const KeyHints = () => (
  <Group gap={6} wrap="nowrap" visibleFrom="md">
    <Kbd size="xs">j</Kbd>
    <Kbd size="xs">k</Kbd>
    <Text size="xs" c="dimmed">
      {t('activity.keys.move')}
    </Text>
    <Kbd size="xs">Enter</Kbd>
    <Text size="xs" c="dimmed">
      {t('activity.keys.open')}
    </Text>
  </Group>
);

/** The same in pages, for those who like to know where they are; and back. */
function PagesLink() {
  const { state } = useActivityPage();
  const { page, at: _, ...rest } = state;
  return (
    <Link
      to="/activity"
      search={searchOf(page === undefined ? { ...rest, page: 1 } : rest)}
      activeOptions={{ exact: true }}
      className={classes['quiet']}
    >
      {page === undefined ? t('activity.page_by_page') : t('activity.without_end')}
    </Link>
  );
}

/** The same filter for those who read by REST, to be opened or copied. */
function RestLink() {
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
