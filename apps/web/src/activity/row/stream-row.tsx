import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { formatDay } from '../../i18n/format.ts';
import type { ActivityRowData, RunRowData } from '../data/stream-rows.ts';
import classes from './row.module.css';
import { Row, type RowProps } from './row.tsx';
import { useRowActions } from './row-actions.ts';

/** The way to more of what a row tells. */
interface RowToggle {
  label: string;
  isOpen: boolean;
  onToggle: () => void;
}

interface StreamRowProps extends Pick<RowProps, 'activity' | 'sentence' | 'facts' | 'children'> {
  row: ActivityRowData | RunRowData;
  /** Only the active row is a stop of the Tab key: from there, j and k or the arrows lead on. */
  isActive: boolean;
  hasArrived: boolean;
  toggle: RowToggle;
}

/** A row at its place in a stream, which counts, marks and moves between its rows. */
export function StreamRow({ row, isActive, toggle, ...props }: StreamRowProps) {
  const { dayHeading, size } = useRowActions();
  return (
    <Row
      rowKey={row.key}
      position={row.position}
      size={size}
      isTabStop={isActive}
      isNew={row.is_new}
      isNested={row.kind === 'one' && row.nested}
      heading={
        row.opens_day && <VisuallyHidden component={dayHeading}>{formatDay(row.opens_day)}</VisuallyHidden>
      }
      toggle={<Toggle {...toggle} />}
      {...props}
    />
  );
}

const Toggle = ({ label, isOpen, onToggle }: RowToggle) => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="md"
    className={classes['toggle'] ?? ''}
    aria-label={label}
    aria-expanded={isOpen}
    data-toggle
    onClick={onToggle}
  >
    <IconChevronRight size={16} aria-hidden className={classes['chevron']} data-open={isOpen || undefined} />
  </ActionIcon>
);
