import { Kbd } from '@mantine/core';
import { t } from '../i18n/index.ts';
import classes from './palette.module.css';

/** The keys of a shortcut, one after another: `g d`. */
export const Keys = ({ keys }: { keys: string }) => (
  <span className={classes['keys']}>
    {keys.split(' ').map((key, index) => (
      <span key={key}>
        {index > 0 && <span className={classes['then']}>{t('palette.shortcuts.then')} </span>}
        <Kbd>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
      </span>
    ))}
  </span>
);
