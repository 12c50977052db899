import { Button } from '@mantine/core';
import { Empty } from '../ui/empty.tsx';
import { type FeedFilter, filterLabel } from './feed-filter.ts';

export const EmptyFeed = ({ filter, onShowAll }: { filter: FeedFilter; onShowAll: () => void }) =>
  filter === 'all' ? (
    <Empty title="No activities yet">
      What you and your team do appears here: projects, tasks, time and more.
    </Empty>
  ) : (
    <Empty title="Nothing of this kind yet">
      The feed is filtered: {filterLabel(filter)}.
      <Button variant="subtle" size="compact-sm" mt="xs" onClick={onShowAll}>
        Show all activities
      </Button>
    </Empty>
  );
