import { Alert } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './proof.module.css';

/** What came of checking, in one sentence that is announced as it appears. */
export const Verdict = ({
  holds,
  title,
  children,
}: {
  holds: boolean;
  title: string;
  children?: ReactNode;
}) => (
  <output className={classes['announced']}>
    <Alert
      color={holds ? 'teal' : 'red'}
      icon={holds ? <IconShieldCheck aria-hidden /> : <IconShieldX aria-hidden />}
      title={title}
      classNames={{ label: classes['verdict'] ?? '' }}
    >
      {children}
    </Alert>
  </output>
);
