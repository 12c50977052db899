import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import classes from './proof.module.css';

const SHORT = 10;

/** The beginning of a hash, and the way to have all of it. */
export const CopyHash = ({ hash }: { hash: string }) => (
  <span className={classes['hash']}>
    <code title={hash}>{hash.slice(0, SHORT)}…</code>
    <CopyIcon value={hash} what={t('proof.hash', { short: hash.slice(0, SHORT) })} />
  </span>
);

/** Copies a value. @param what it is, as in `Copy the key` */
export const CopyIcon = ({ value, what }: { value: string; what: string }) => (
  <CopyButton value={value}>
    {({ copied, copy }) => {
      const label = copied ? t('proof.copied') : t('proof.copy', { what });
      return (
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={label} title={label} onClick={copy}>
          {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        </ActionIcon>
      );
    }}
  </CopyButton>
);
