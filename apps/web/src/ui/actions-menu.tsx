import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** The button of three dots, and what can be done with a thing. @param size of the button, in px or by name */
export const ActionsMenu = ({
  label,
  size = 'lg',
  children,
}: {
  label: string;
  size?: number | string;
  children: ReactNode;
}) => (
  <Menu>
    <Menu.Target>
      <ActionIcon variant="default" size={size} aria-label={label}>
        <IconDots size={18} aria-hidden />
      </ActionIcon>
    </Menu.Target>
    <Menu.Dropdown>{children}</Menu.Dropdown>
  </Menu>
);

interface ActionItemProps {
  icon: TablerIcon;
  onClick: () => void;
  /** Red: afterwards, something is gone. */
  isDanger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

/** One thing that can be done. */
export const ActionItem = ({ icon: Icon, isDanger, children, ...item }: ActionItemProps) => (
  <Menu.Item
    leftSection={<Icon size={16} aria-hidden />}
    {...(isDanger && { color: 'var(--mantine-color-error)' })}
    {...item}
  >
    {children}
  </Menu.Item>
);
