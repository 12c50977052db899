import { Alert, Button, CopyButton, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type InvitationLink as Invitation, nameOf } from '@timetracker/shared';
import { formatDateTime } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import classes from './users.module.css';

const mailColors = { queued: 'teal', kept: 'gray', unavailable: 'red' } as const;

/** A new invitation's link, this once, and what became of the e-mail with it. */
export const InvitationLink = ({ invitation, onDone }: { invitation: Invitation; onDone: () => void }) => (
  <Stack>
    <Text size="sm">
      {t('users.link.what', {
        name: nameOf(invitation.user),
        until: formatDateTime(invitation.expires_at),
      })}
    </Text>
    <div className={classes['link']}>
      <TextInput
        label={t('users.link')}
        readOnly
        data-autofocus
        value={invitation.link}
        className={classes['address'] ?? ''}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      <CopyButton value={invitation.link}>
        {({ copied, copy }) => (
          <Button
            variant="default"
            onClick={copy}
            leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          >
            <span aria-live="polite">{t(copied ? 'users.link.copied' : 'users.link.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
    <Alert color={mailColors[invitation.mail]}>
      {t(`users.link.mail.${invitation.mail}`, { email: invitation.user.email })}
    </Alert>
    <Group justify="flex-end">
      <Button onClick={onDone}>{t('users.link.done')}</Button>
    </Group>
  </Stack>
);
