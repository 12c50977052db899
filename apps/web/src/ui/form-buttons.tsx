import { Button, Group } from '@mantine/core';
import { t } from '../i18n/index.ts';

interface FormButtonsProps {
  submitLabel: string;
  isPending: boolean;
  onCancel: () => void;
}

export const FormButtons = ({ submitLabel, isPending, onCancel }: FormButtonsProps) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onCancel}>
      {t('common.cancel')}
    </Button>
    <Button type="submit" loading={isPending}>
      {submitLabel}
    </Button>
  </Group>
);
