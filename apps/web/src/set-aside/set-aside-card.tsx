import { Badge, Card, Code, Group, Text } from '@mantine/core';
import type { AppRouter } from '@timetracker/api/router';
import type { inferRouterOutputs } from '@trpc/server';
import { RelativeTime } from '../ui/relative-time.tsx';
import classes from './set-aside.module.css';

type SetAsideEvent = inferRouterOutputs<AppRouter>['activity']['setAside']['events'][number];

const reasons: Record<SetAsideEvent['reason'], { label: string; color: string }> = {
  invalid: { label: 'Invalid', color: 'blue' },
  rejected: { label: 'Rejected', color: 'red' },
  conflict: { label: 'Conflict', color: 'grape' },
};

/** JSON laid out for reading; anything else as it came. */
function readable(payload: string): string {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
}

/** An event that could not be stored: why, when, and what it said. */
export function SetAsideCard({ event }: { event: SetAsideEvent }) {
  const { label, color } = reasons[event.reason];
  return (
    <Card padding="md">
      <Group justify="space-between" gap="xs" mb="xs">
        <Badge variant="light" color={color} tt="none">
          {label}
        </Badge>
        <Text size="xs" c="dimmed" component="div">
          <RelativeTime moment={event.set_aside_at} />
        </Text>
      </Group>
      <Text size="sm">{event.detail}</Text>
      {event.event_id && (
        <Text size="xs" c="dimmed" mt={4}>
          Event {event.event_id}
        </Text>
      )}
      <details className={classes['payload']}>
        <summary>Payload</summary>
        <Code block className={classes['code']}>
          {readable(event.payload)}
        </Code>
      </details>
    </Card>
  );
}
