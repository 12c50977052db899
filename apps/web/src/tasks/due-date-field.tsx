import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

/** While a year is typed, the browser tells of days in the years 2, 20 and 202. */
const TYPING_MS = 700;
const FIRST_DAY = '1900-01-01';

interface DueDateFieldProps {
  label: string;
  /** `yyyy-mm-dd`, or null for none. */
  value: string | null;
  onChange: (day: string | null) => void;
}

/** The browser's own field for a day: saved when one has chosen, has stopped typing, or goes on. */
export function DueDateField({ label, value, onChange }: DueDateFieldProps) {
  const [day, setDay] = useState(value ?? '');
  const save = (chosen: string) => {
    const next = chosen === '' ? null : chosen;
    if (next !== value && (next === null || next >= FIRST_DAY)) onChange(next);
  };
  const saveSoon = useDebouncedCallback(save, { delay: TYPING_MS, flushOnUnmount: true });
  return (
    <TextInput
      type="date"
      label={label}
      value={day}
      min={FIRST_DAY}
      onChange={({ currentTarget }) => {
        setDay(currentTarget.value);
        saveSoon(currentTarget.value);
      }}
      onBlur={() => saveSoon.flush()}
    />
  );
}
