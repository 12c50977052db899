import { Button } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import classes from './stream.module.css';

/** How much has come meanwhile; a press shows it. Said politely to whoever does not see it. */
export const NewsPill = ({
  count,
  hasMore,
  onTake,
}: {
  count: number;
  hasMore: boolean;
  onTake: () => void;
}) => (
  <output className={classes['pill']} aria-live="polite">
    {count > 0 && (
      <Button
        size="compact-sm"
        radius="xl"
        leftSection={<IconArrowUp size={15} aria-hidden />}
        onClick={onTake}
      >
        {hasMore ? t('activity.news_many', { count: formatNumber(count) }) : t('activity.news', { count })}
      </Button>
    )}
  </output>
);
