import { Burger, Group } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Brand } from './brand.tsx';
import { ColorSchemeMenu } from './color-scheme-menu.tsx';
import { MainNav } from './main-nav.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

/** Where one is and may go. On a phone the burger unfolds the navigation below the bar. */
export function Header() {
  const [isOpen, { toggle, close }] = useDisclosure();
  useHotkeys([['Escape', close]]);
  return (
    <header className={classes['header']}>
      <div className={classes['bar']}>
        <Burger
          opened={isOpen}
          onClick={toggle}
          size="sm"
          className={classes['burger'] ?? ''}
          aria-label={isOpen ? 'Close navigation' : 'Open navigation'}
          aria-expanded={isOpen}
          aria-controls="navigation"
        />
        <Link to="/" className={classes['home']} aria-label="TimeTracker, dashboard">
          <Brand />
        </Link>
        <MainNav isOpen={isOpen} onNavigate={close} />
        <Group gap="xs" wrap="nowrap" ml="auto">
          <ColorSchemeMenu />
          <UserMenu />
        </Group>
      </div>
    </header>
  );
}
