import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import classes from './task-table.module.css';

/** Named as `aria-sort` has them. */
const directions = { none: IconArrowsSort, ascending: IconArrowUp, descending: IconArrowDown } as const;

interface SortButtonProps {
  label: string;
  direction: keyof typeof directions;
  onClick: () => void;
}

/** A column heading that sorts; how it does at the moment is said by the cell it is in. */
export function SortButton({ label, direction, onClick }: SortButtonProps) {
  const Icon = directions[direction];
  return (
    <UnstyledButton className={classes['sort'] ?? ''} onClick={onClick}>
      {label}
      <Icon
        size={14}
        aria-hidden
        className={classes['arrow']}
        data-active={direction !== 'none' || undefined}
      />
    </UnstyledButton>
  );
}
