import { VisuallyHidden } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import classes from './ui.module.css';

/** Beside a time that is not when the activity came in, but what its person gave when they posted it. */
export const BackdatedMark = () => (
  <span className={classes['backdated']} title={t('activity.backdated.what')}>
    <IconClockExclamation size={14} aria-hidden />
    <VisuallyHidden>{t('activity.backdated')}</VisuallyHidden>
  </span>
);
