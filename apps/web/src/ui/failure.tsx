import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { errorMessageOf } from '../api/api-error.ts';
import { t } from '../i18n/index.ts';

/** A thing that could not be loaded: which, why, and a way to try again. */
export const Failure = ({
  title,
  error,
  onRetry,
}: {
  title: string;
  error: unknown;
  onRetry: () => void;
}) => (
  <Alert color="red" title={title} icon={<IconAlertTriangle aria-hidden />}>
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{errorMessageOf(error)}</Text>
      <Button size="xs" variant="default" onClick={onRetry}>
        {t('common.try_again')}
      </Button>
    </Stack>
  </Alert>
);
