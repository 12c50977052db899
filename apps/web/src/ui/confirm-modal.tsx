import { Button, Group, type MantineColor, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorMessageOf } from '../api/api-error.ts';
import { t } from '../i18n/index.ts';
import { FormRefusal } from './form-refusal.tsx';

interface ConfirmModalProps {
  opened: boolean;
  title: string;
  /** What exactly will happen. */
  children: ReactNode;
  confirmLabel: string;
  /** Red warns of what will be gone; anything else is for steps that go forwards. */
  confirmColor?: MantineColor;
  /** There is nothing to confirm, as what it says tells. */
  isRefused?: boolean;
  isPending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. */
export const ConfirmModal = (props: ConfirmModalProps) => (
  <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
    <Stack>
      <FormRefusal message={props.error ? errorMessageOf(props.error) : null} />
      <div>{props.children}</div>
      <Group justify="flex-end">
        <Button variant="default" onClick={props.onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        {!props.isRefused && (
          <Button color={props.confirmColor ?? 'red'} loading={props.isPending} onClick={props.onConfirm}>
            {props.confirmLabel}
          </Button>
        )}
      </Group>
    </Stack>
  </Modal>
);
