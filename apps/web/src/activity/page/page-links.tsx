import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { searchOf } from '../data/activity-search.ts';
import classes from '../list/stream.module.css';
import { useActivityPage } from './activity-page.ts';

/** The way to the pages before and after this one. */
export function PageLinks({ page, pages }: { page: number; pages: number }) {
  const { state } = useActivityPage();
  const to = (target: number, label: string, rel: 'prev' | 'next') =>
    target >= 1 && target <= pages ? (
      <Link
        to="/activity"
        search={searchOf({ ...state, page: target })}
        rel={rel}
        activeOptions={{ exact: true }}
        className={classes['page']}
      >
        {label}
      </Link>
    ) : (
      <span className={classes['page']} />
    );
  return (
    <nav aria-label={t('activity.pages')} className={classes['pages']}>
      {to(page - 1, t('activity.newer_page'), 'prev')}
      <span>
        {t('activity.page_of', { page: formatNumber(page), pages: formatNumber(Math.max(pages, 1)) })}
      </span>
      {to(page + 1, t('activity.older_page'), 'next')}
    </nav>
  );
}
