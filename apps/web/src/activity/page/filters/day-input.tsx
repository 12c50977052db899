import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { isCalendarDay } from '../../../ui/calendar-day.ts';

interface DayInputProps {
  label: string;
  /** yyyy-mm-dd */
  day: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

/**
 * The browser's own field for a day. Half a date is kept while somebody types, and told to nobody: a whole one counts
 * at once, none when the field is left.
 */
export function DayInput({ label, day = '', min, max, onChange }: DayInputProps) {
  const [typed, setTyped] = useState(day);
  const [known, setKnown] = useState(day);
  if (day !== known) {
    setKnown(day);
    setTyped(day);
  }
  return (
    <TextInput
      type="date"
      size="xs"
      label={label}
      value={typed}
      min={min}
      max={max}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (isCalendarDay(value)) onChange(value);
      }}
      onBlur={() => {
        if (typed === '' && day !== '') onChange(undefined);
      }}
    />
  );
}
