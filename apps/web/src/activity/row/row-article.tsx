import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatDay } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useRowActions } from './row-actions.ts';
import classes from './row.module.css';

interface RowArticleProps {
  id: string;
  rowKey: string;
  position: number;
  /** The day whose heading belongs to this row; its visible twin stands above it (see day-heading.tsx). */
  opensDay: string | null;
  isNew: boolean;
  isNested: boolean;
  isActive: boolean;
  hasArrived: boolean;
  children: ReactNode;
}

/**
 * A row of the feed as an article that takes the focus (WAI-ARIA feed pattern). Only the active one is a stop of the
 * Tab key: from there, j and k or the arrows lead on.
 */
export function RowArticle(props: RowArticleProps) {
  const { dayHeading, size } = useRowActions();
  return (
    <article
      className={classes['article']}
      data-row={props.rowKey}
      data-new={props.isNew || undefined}
      data-nested={props.isNested || undefined}
      data-arrived={props.hasArrived || undefined}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a feed's articles take the focus
      tabIndex={props.isActive ? 0 : -1}
      aria-labelledby={`${props.id}-who ${props.id}-what`}
      aria-describedby={`${props.id}-when`}
      aria-posinset={props.position}
      aria-setsize={size}
    >
      {props.opensDay && <VisuallyHidden component={dayHeading}>{formatDay(props.opensDay)}</VisuallyHidden>}
      {props.isNew && <VisuallyHidden>{t('activity.is_new')}</VisuallyHidden>}
      {props.children}
    </article>
  );
}
