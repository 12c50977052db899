import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { Empty } from './empty.tsx';
import { matches } from './matches.ts';

interface SearchInputProps {
  label: string;
  value: string;
  onChange: (text: string) => void;
}

/** Searches in what a page lists. */
export const SearchInput = ({ label, value, onChange }: SearchInputProps) => (
  <TextInput
    type="search"
    mb="md"
    maw="24rem"
    aria-label={label}
    placeholder={label}
    leftSection={<IconSearch size={16} aria-hidden />}
    rightSection={
      value !== '' && <CloseButton aria-label={t('common.clear_search')} onClick={() => onChange('')} />
    }
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);

interface FoundProps<Item> {
  of: readonly Item[];
  search: string;
  /** What is searched. */
  textOf: (item: Item) => string;
  /** What is there where nothing is found; a text is its title. */
  nothing: ReactNode;
  children: (found: Item[]) => ReactNode;
}

/** What has every word of a search in it, of a list that is loaded as a whole. */
export function Found<Item>({ of: items, search, textOf, nothing, children }: FoundProps<Item>) {
  const isFound = matches(search);
  const found = items.filter((item) => isFound(textOf(item)));
  if (found.length > 0) return children(found);
  return typeof nothing === 'string' ? <Empty title={nothing} /> : nothing;
}
