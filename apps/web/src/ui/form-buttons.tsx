import { Button, Group } from '@mantine/core';

interface FormButtonsProps {
  submitLabel: string;
  isPending: boolean;
  onCancel: () => void;
}

export const FormButtons = ({ submitLabel, isPending, onCancel }: FormButtonsProps) => (
  <Group justify="flex-end">
    <Button variant="default" onClick={onCancel}>
      Cancel
    </Button>
    <Button type="submit" loading={isPending}>
      {submitLabel}
    </Button>
  </Group>
);
