import { VisuallyHidden } from '@mantine/core';
import { formatDay } from '../../i18n/format.ts';
import type { ActivityRowData, RunRowData } from '../data/stream-rows.ts';
import { Row, type RowProps } from './row.tsx';
import { useRowActions } from './row-actions.ts';

interface StreamRowProps extends Pick<RowProps, 'activity' | 'sentence' | 'facts' | 'toggle' | 'children'> {
  row: ActivityRowData | RunRowData;
  /** Only the active row is a stop of the Tab key: from there, j and k or the arrows lead on. */
  isActive: boolean;
  hasArrived: boolean;
}

/** A row at its place in a stream, which counts, marks and moves between its rows. */
export function StreamRow({ row, isActive, ...props }: StreamRowProps) {
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
      {...props}
    />
  );
}
