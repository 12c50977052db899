import { Button } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import { t } from '../../i18n/index.ts';
import { useMe } from '../../session/me.ts';
import { useActivityPage } from '../activity-page.ts';

/** The one person whom somebody who is no administrator may filter by. */
export function OnlyMine() {
  const { id } = useMe();
  const { state, filter } = useActivityPage();
  const isOn = state.filters.user_id !== undefined;
  return (
    <Button
      size="xs"
      variant={isOn ? 'light' : 'default'}
      leftSection={<IconUser size={14} aria-hidden />}
      aria-pressed={isOn}
      onClick={() => filter({ user_id: isOn ? undefined : [id] })}
    >
      {t('activity.filter.only_mine')}
    </Button>
  );
}
