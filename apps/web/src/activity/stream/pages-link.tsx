import { Link } from '@tanstack/react-router';
import { t } from '../../i18n/index.ts';
import { useActivityPage } from '../activity-page.ts';
import { searchOf } from '../address/activity-search.ts';
import classes from './stream.module.css';

/** The same in pages, for those who like to know where they are; and back. */
export function PagesLink() {
  const { state } = useActivityPage();
  const { page, at: _, ...rest } = state;
  return (
    <Link
      to="/activity"
      search={searchOf(page === undefined ? { ...rest, page: 1 } : rest)}
      activeOptions={{ exact: true }}
      className={classes['quiet']}
    >
      {page === undefined ? t('activity.page_by_page') : t('activity.without_end')}
    </Link>
  );
}
