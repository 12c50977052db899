import { Burger, Group, Skeleton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { Suspense } from 'react';
import { t } from '../i18n/index.ts';
import { Brand } from '../ui/brand.tsx';
import { part } from '../ui/part.tsx';
import { MainNav } from './main-nav.tsx';
import classes from './shell.module.css';

const HeaderMenus = part(() => import('./header-menus.tsx'));

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
          aria-label={t(isOpen ? 'shell.close_navigation' : 'shell.open_navigation')}
          aria-expanded={isOpen}
          aria-controls="navigation"
        />
        <Link to="/" className={classes['home']} aria-label={t('shell.home')}>
          <Brand />
        </Link>
        <MainNav isOpen={isOpen} onNavigate={close} />
        <Group gap="xs" wrap="nowrap" ml="auto">
          <Suspense fallback={<Skeleton circle height={34} />}>
            <HeaderMenus />
          </Suspense>
        </Group>
      </div>
    </header>
  );
}
