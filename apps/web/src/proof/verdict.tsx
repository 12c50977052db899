import { Alert } from '@mantine/core';
import { IconShieldCheck, IconShieldHalf, IconShieldX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Check } from './check.ts';
import classes from './proof.module.css';

const looks = {
  holds: { color: 'teal', Icon: IconShieldCheck },
  open: { color: 'yellow', Icon: IconShieldHalf },
  fails: { color: 'red', Icon: IconShieldX },
} as const satisfies Record<Check['result'], unknown>;

/** What came of checking, in one sentence that is announced as it appears. */
export function Verdict({
  result,
  title,
  children,
}: {
  result: Check['result'];
  title: string;
  children?: ReactNode;
}) {
  const { color, Icon } = looks[result];
  return (
    <output className={classes['announced']}>
      <Alert
        color={color}
        icon={<Icon aria-hidden />}
        title={title}
        classNames={{ label: classes['verdict'] ?? '' }}
      >
        {children}
      </Alert>
    </output>
  );
}
