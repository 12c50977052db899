import { Button, Code, CopyButton, Group, Text } from '@mantine/core';
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react';
import type { LogCheckpoint } from '@timetracker/shared';
import type { ReactNode } from 'react';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { exactTime } from '../i18n/relative-time.ts';
import { CopyHash } from './copy-hash.tsx';
import classes from './proof.module.css';

/** A checkpoint: what it says, and its text to be kept. */
export const CheckpointFacts = ({
  checkpoint: { size, root, note, created_at },
}: {
  checkpoint: LogCheckpoint;
}) => (
  <>
    <Text size="sm" c="dimmed" mb="sm">
      {t('proof.checkpoint.lead')}
    </Text>
    <dl className={classes['facts']}>
      <Fact label={t('proof.checkpoint.size')}>{formatNumber(size)}</Fact>
      <Fact label={t('proof.checkpoint.time')}>{exactTime(Date.parse(created_at))}</Fact>
      <Fact label={t('proof.checkpoint.origin')}>{note.split('\n', 1)[0]}</Fact>
      <Fact label={t('proof.checkpoint.root')}>
        <CopyHash hash={root} />
      </Fact>
    </dl>
    <Code block className={classes['note']}>
      {note}
    </Code>
    <Group gap="xs" mt="sm">
      <CopyButton value={note}>
        {({ copied, copy }) => (
          <Button
            size="xs"
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          >
            <span aria-live="polite">{t(copied ? 'proof.copied' : 'proof.checkpoint.copy')}</span>
          </Button>
        )}
      </CopyButton>
      <Button
        size="xs"
        variant="default"
        component="a"
        // The very text that was checked, not one that the server is asked for again.
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(note)}`}
        download={`checkpoint-${size}.txt`}
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        {t('proof.checkpoint.download')}
      </Button>
    </Group>
  </>
);

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);
