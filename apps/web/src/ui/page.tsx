import { Group, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { isolated } from '@timetracker/shared';
import { type ReactNode, useEffect, useRef } from 'react';
import { Isolated } from './isolated.tsx';
import classes from './ui.module.css';

let isFirstPage = true;

/** After a navigation the heading takes the focus, so that a screen reader says where one is. */
function useFocusAfterNavigation() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return heading;
}

/** A page's frame: its title in the tab and as the one h1, and what can be done beside it. */
export function Page({
  title,
  icon,
  above,
  actions,
  children,
}: {
  title: string;
  /** Decoration before the title. */
  icon?: ReactNode;
  /** The way back to what the page is a part of. */
  above?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useDocumentTitle(`${isolated(title)} · TimeTracker`);
  const heading = useFocusAfterNavigation();
  return (
    <div className={classes['page']}>
      {above}
      <Group justify="space-between" mb="lg" gap="sm">
        <Title order={1} ref={heading} tabIndex={-1} className={classes['heading']}>
          {icon && <span className={classes['icon']}>{icon}</span>}
          <Isolated>{title}</Isolated>
        </Title>
        {actions}
      </Group>
      {children}
    </div>
  );
}
