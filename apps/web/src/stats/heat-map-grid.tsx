import { VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type KeyboardEvent, useState } from 'react';
import { firstDayOfWeek } from '../i18n/first-day-of-week.ts';
import { formatNumber } from '../i18n/format.ts';
import { t } from '../i18n/index.ts';
import { hourMark, hourName, weekdayMark, weekdayName } from './bucket-text.ts';
import classes from './heat-map-grid.module.css';

/** An hour of a weekday: 1 is Monday, 7 Sunday. */
export interface HeatMapCell {
  weekday: number;
  hour: number;
}

const DAYS = 7;
const LEVELS = 4;
/** More digits than this do not fit into a cell; the number is in its name anyway. */
const MOST_SHOWN = 9_999;
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const weekdays = () => Array.from({ length: DAYS }, (_, day) => ((firstDayOfWeek() + 6 + day) % DAYS) + 1);

const steps: Record<string, readonly [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys go from cell to cell, as in every grid (WAI-ARIA): it is one stop on the way through the page. */
function moveBetweenCells(event: KeyboardEvent<HTMLTableElement>) {
  const step = steps[event.key];
  const cell = event.target instanceof Element ? event.target.closest('td') : null;
  const row = cell?.closest('tr');
  if (!step || !cell || !row) return;
  event.preventDefault();
  const [down, right] = step;
  const next = event.currentTarget.rows[row.rowIndex + down]?.cells[cell.cellIndex + right];
  next?.querySelector('button')?.focus();
}

interface HeatMapGridProps {
  /** By weekday, Monday first, and hour. */
  counts: readonly (readonly number[])[];
  chosen: HeatMapCell | undefined;
  onChoose: (cell: HeatMapCell) => void;
}

/** The darker, the more. Weekdays are rows where there is room for the hours of a day side by side, else columns. */
export function HeatMapGrid({ counts, chosen, onChoose }: HeatMapGridProps) {
  const isWide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const days = weekdays();
  const [focused, setFocused] = useState<HeatMapCell>({ weekday: days[0] ?? 1, hour: 9 });
  const most = Math.max(...counts.flat());
  const is = (cell: HeatMapCell | undefined, weekday: number, hour: number) =>
    cell?.weekday === weekday && cell.hour === hour;
  const cell = (weekday: number, hour: number) => {
    const count = counts[weekday - 1]?.[hour] ?? 0;
    return (
      <td key={`${weekday} ${hour}`}>
        <button
          type="button"
          className={classes['cell']}
          data-level={count === 0 ? 0 : Math.ceil((LEVELS * count) / most)}
          aria-pressed={is(chosen, weekday, hour)}
          aria-label={t('stats.heat_map.cell', {
            weekday: weekdayName(weekday),
            hour: hourName(hour),
            count,
          })}
          tabIndex={is(focused, weekday, hour) ? 0 : -1}
          onFocus={() => setFocused({ weekday, hour })}
          onClick={() => onChoose({ weekday, hour })}
        >
          {count > 0 && count <= MOST_SHOWN && formatNumber(count)}
        </button>
      </td>
    );
  };
  const dayHead = (weekday: number, scope: 'row' | 'col') => (
    <th key={weekday} scope={scope} abbr={weekdayName(weekday)}>
      {weekdayMark(weekday)}
    </th>
  );
  const hourHead = (hour: number, scope: 'row' | 'col') => (
    <th key={hour} scope={scope} abbr={hourName(hour)}>
      {hourMark(hour)}
    </th>
  );
  return (
    <table
      // A table whose cells one moves between; its rows and headers stay a table's.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
      role="grid"
      className={classes['grid']}
      aria-label={t('stats.heat_map')}
      onKeyDown={moveBetweenCells}
    >
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t('stats.when')}</VisuallyHidden>
          </th>
          {isWide ? hours.map((hour) => hourHead(hour, 'col')) : days.map((day) => dayHead(day, 'col'))}
        </tr>
      </thead>
      <tbody>
        {isWide
          ? days.map((day) => (
              <tr key={day}>
                {dayHead(day, 'row')}
                {hours.map((hour) => cell(day, hour))}
              </tr>
            ))
          : hours.map((hour) => (
              <tr key={hour}>
                {hourHead(hour, 'row')}
                {days.map((day) => cell(day, hour))}
              </tr>
            ))}
      </tbody>
    </table>
  );
}
