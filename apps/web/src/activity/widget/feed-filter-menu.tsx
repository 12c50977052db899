import { ActionIcon, Indicator, Menu } from '@mantine/core';
import { IconFilter, IconFilterFilled } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { useMe } from '../../session/me.ts';
import type { FeedFilter } from '../data/feed-scope.ts';
import { feedFilters, filterLabel } from './feed-filter.ts';

/** The filter button: its name and a dot say whether the feed is narrowed, its menu to what. */
export default function FeedFilterMenu({
  filter,
  onChange,
}: {
  filter: FeedFilter;
  onChange: (filter: FeedFilter) => void;
}) {
  const { role } = useMe();
  const isActive = filter !== 'all';
  const Icon = isActive ? IconFilterFilled : IconFilter;
  const options = feedFilters(role);
  const choose = (value: string) => {
    const option = options.find((option) => option.value === value);
    if (option) onChange(option.value);
  };
  return (
    <Menu>
      <Indicator disabled={!isActive} size={10} offset={3} withBorder>
        <Menu.Target>
          <ActionIcon
            variant={isActive ? 'light' : 'default'}
            size="lg"
            aria-label={
              isActive ? t('feed.filter_active', { filter: filterLabel(filter) }) : t('feed.filter')
            }
            title={filterLabel(filter)}
          >
            <Icon size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
      </Indicator>
      <Menu.Dropdown>
        <Menu.RadioGroup value={filter} onChange={choose}>
          {options.map(({ value, label }) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
