import { Badge, Card, Code, Group, Text } from '@mantine/core';
import type { AppRouter } from '@timetracker/api/router';
import { harmless, shownJson } from '@timetracker/shared';
import type { inferRouterOutputs } from '@trpc/server';
import { t } from '../i18n/index.ts';
import { Isolated } from '../ui/isolated.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './set-aside.module.css';

type SetAsideEvent = inferRouterOutputs<AppRouter>['activity']['setAside']['events'][number];

const colors: Record<SetAsideEvent['reason'], string> = {
  invalid: 'blue',
  rejected: 'red',
  conflict: 'grape',
};

/** JSON laid out for reading, with all that is in it; anything else as far as it can be shown. */
function readable(payload: string): string {
  try {
    return shownJson(JSON.parse(payload), 2);
  } catch {
    return harmless(payload);
  }
}

/** An event that could not be stored: why, when, and what it said. */
export function SetAsideCard({ event }: { event: SetAsideEvent }) {
  return (
    <Card padding="md">
      <Group justify="space-between" gap="xs" mb="xs">
        <Badge variant="light" color={colors[event.reason]} tt="none">
          {t(`set-aside.reason.${event.reason}`)}
        </Badge>
        <Text size="xs" c="dimmed" component="div">
          <RelativeTime moment={event.set_aside_at} />
        </Text>
      </Group>
      <Text size="sm">
        <Isolated>{event.detail}</Isolated>
      </Text>
      {event.event_id && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('set-aside.event', { id: event.event_id })}
        </Text>
      )}
      <details className={classes['payload']}>
        <summary>{t('set-aside.payload')}</summary>
        <Code block className={classes['code']}>
          {readable(event.payload)}
        </Code>
      </details>
    </Card>
  );
}
