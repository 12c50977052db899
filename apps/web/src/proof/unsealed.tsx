import { Alert, Loader } from '@mantine/core';
import { t } from '../i18n/index.ts';
import classes from './proof.module.css';

/** In place of the proof of an activity that no checkpoint covers yet. */
export const Unsealed = () => (
  <output className={classes['announced']}>
    <Alert color="blue" title={t('proof.unsealed')} icon={<Loader size={18} aria-hidden />}>
      {t('proof.unsealed_why')} {t('proof.unsealed_long')}
    </Alert>
  </output>
);
