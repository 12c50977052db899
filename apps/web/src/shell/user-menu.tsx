import { Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLogout, IconUserCog } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { nameOf } from '@timetracker/shared';
import type { ComponentProps } from 'react';
import { roleLabel } from '../i18n/catalog-labels.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { Isolated } from '../ui/isolated.tsx';
import { Name } from '../ui/name.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import classes from './shell.module.css';

const ProfileLink = (props: Omit<ComponentProps<'a'>, 'href'>) => <Link {...props} to="/profile" />;

/** Who is signed in, the way to their profile, and the way out. */
export function UserMenu() {
  const me = useMe();
  const leave = useSignOut();
  return (
    <Menu>
      <Menu.Target>
        <UnstyledButton className={classes['user']}>
          <PersonAvatar name={me.display_name} size={34} />
          {/* Not as a label: that would have to begin with the initials that one sees. */}
          <VisuallyHidden>{t('shell.user_menu', { name: nameOf(me) })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600}>
            <Name of={me} />
          </Text>
          <Text size="xs">
            <Isolated>{me.username}</Isolated> · {roleLabel(me.role)}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component={ProfileLink} leftSection={<IconUserCog size={16} aria-hidden />}>
          {t('shell.profile')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => leave.mutate()}>
          {t('shell.sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
