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
  const [draft, setDraft] = useState<{ day: string; over: string | null }>();
  const [isFocused, setFocused] = useState(false);
  const save = (day: string) => {
    const next = day === '' ? null : day;
    if (next !== value && (next === null || next >= FIRST_DAY)) onChange(next);
  };
  const saveSoon = useDebouncedCallback(save, { delay: TYPING_MS, flushOnUnmount: true });
  // What is typed stays in the field while one is in it, and until the new day has come back.
  const shown = draft && (isFocused || draft.over === value) ? draft.day : (value ?? '');
  return (
    <TextInput
      type="date"
      label={label}
      value={shown}
      min={FIRST_DAY}
      onChange={({ currentTarget: { value: day } }) => {
        setDraft({ day, over: value });
        saveSoon(day);
      }}
      onFocus={() => {
        setDraft(undefined);
        setFocused(true);
      }}
      onBlur={() => {
        setFocused(false);
        saveSoon.flush();
      }}
    />
  );
}
