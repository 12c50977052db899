import { Text } from '@mantine/core';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { CopyIcon } from './copy-hash.tsx';
import classes from './proof.module.css';

/** The keys that the log's checkpoints are checked with, to be compared with those known from elsewhere. */
export const LogKeys = ({ keys }: { keys: readonly { verifier: string; first_used_at: string }[] }) => (
  <>
    <Text size="sm" c="dimmed" mb="sm">
      {keys.length === 0 ? t('proof.keys.none') : t('proof.keys.lead')}
    </Text>
    <ul className={classes['keys']}>
      {keys.map(({ verifier, first_used_at }) => {
        const since = t('proof.keys.since', { since: formatDateTime(first_used_at) });
        return (
          <li key={verifier}>
            <code>{verifier}</code>
            <CopyIcon value={verifier} what={t('proof.keys.the_key', { since })} />
            <Text size="xs" c="dimmed">
              {since}
            </Text>
          </li>
        );
      })}
    </ul>
  </>
);
