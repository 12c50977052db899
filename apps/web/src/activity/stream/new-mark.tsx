import { t } from '../../i18n/index.ts';
import classes from './stream.module.css';

/** Where somebody stopped reading last time; what is above says of itself that it is new. */
export const NewMark = () => (
  <div className={classes['mark']} aria-hidden>
    <span>↑ {t('activity.new_since')}</span>
  </div>
);
