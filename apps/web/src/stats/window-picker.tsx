import { NativeSelect, SegmentedControl } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { DEFAULT_DAYS, type Period, type StatisticsSearch } from './statistics-search.ts';

const dayCounts = [7, DEFAULT_DAYS, 90, 365];
const periods: readonly Period[] = ['month', 'year'];
const CUSTOM = 'custom';

const choices = () => [
  ...dayCounts.map((days) => ({ value: String(days), label: t('stats.window.days', { days }) })),
  ...periods.map((period) => ({ value: period, label: t(`stats.window.${period}`) })),
  { value: CUSTOM, label: t('stats.window.custom') },
];

function choiceOf({ start_date, period, days = DEFAULT_DAYS }: StatisticsSearch): string {
  if (start_date) return CUSTOM;
  return period ?? (dayCounts.includes(days) ? String(days) : CUSTOM);
}

interface WindowPickerProps {
  search: StatisticsSearch;
  /** The dates are about to be chosen: nothing is shown differently yet. */
  isChoosing: boolean;
  onChange: (search: StatisticsSearch) => void;
  onChooseDates: () => void;
}

/** Which window is looked at: side by side where there is room, else as a list. */
export function WindowPicker({ search, isChoosing, onChange, onChooseDates }: WindowPickerProps) {
  const value = isChoosing ? CUSTOM : choiceOf(search);
  const choose = (choice: string) => {
    if (choice === CUSTOM) return onChooseDates();
    const period = periods.find((period) => period === choice);
    return onChange(period ? { period } : { days: Number(choice) });
  };
  const label = t('stats.window');
  return (
    <>
      <SegmentedControl
        visibleFrom="md"
        aria-label={label}
        data={choices()}
        value={value}
        onChange={choose}
      />
      <NativeSelect
        hiddenFrom="md"
        aria-label={label}
        data={choices()}
        value={value}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </>
  );
}
