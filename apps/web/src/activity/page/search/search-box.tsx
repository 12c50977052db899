import { CloseButton, Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { Isolated } from '../../../ui/isolated.tsx';
import classes from '../filters/filters.module.css';
import { type Completion, complete, completions } from './search-completion.ts';
import { useSearchValues } from './use-search-values.ts';

interface SearchBoxProps {
  /** What is searched for now. */
  q: string;
  error: string | undefined;
  /** '' for no search. */
  onSearch: (q: string) => void;
}

/**
 * The field of the search expression. It offers keys and values for the term in which the caret stands; the arrows
 * choose one of them, Enter takes it, or, where none is chosen, searches. What the expression means is the server's
 * to say, and so is what is wrong with it.
 */
export function SearchBox({ q, error, onSearch }: SearchBoxProps) {
  const [text, setText] = useState(q);
  const [caret, setCaret] = useState(q.length);
  const [searched, setSearched] = useState(q);
  // Another search came by a link or the Back button.
  if (q !== searched) {
    setSearched(q);
    setText(q);
    setCaret(q.length);
  }
  const input = useRef<HTMLInputElement>(null);
  const caretToPlace = useRef<number>(null);
  // The caret is the browser's: it is put where it belongs with the text, before another key can be pressed.
  useLayoutEffect(() => {
    const place = caretToPlace.current;
    caretToPlace.current = null;
    if (place !== null) input.current?.setSelectionRange(place, place);
  });
  const values = useSearchValues();
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const offers = completions(text, caret, values, (key) => t(`activity.search.key.${key}`));

  const edit = (next: string, at: number) => {
    setText(next);
    setCaret(at);
    combobox.resetSelectedOption();
  };
  const take = (index: number) => {
    const offer = offers[index];
    if (!offer) return;
    const after = complete(text, caret, offer);
    edit(after.text, after.caret);
    caretToPlace.current = after.caret;
    combobox.openDropdown();
  };
  const search = (expression: string) => {
    combobox.closeDropdown();
    onSearch(expression.trim());
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const isChoosing = combobox.dropdownOpened && combobox.getSelectedOptionIndex() !== -1;
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !isChoosing) search(text);
  };
  return (
    <Combobox
      store={combobox}
      shadow="md"
      position="bottom-start"
      onOptionSubmit={(value) => take(Number(value))}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          ref={input}
          aria-label={t('activity.search.label')}
          placeholder={t('activity.search.placeholder')}
          leftSection={<IconSearch size={17} aria-hidden />}
          rightSection={
            text && (
              <CloseButton
                size="sm"
                aria-label={t('activity.search.clear')}
                onClick={() => {
                  edit('', 0);
                  search('');
                  input.current?.focus();
                }}
              />
            )
          }
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          error={text === q && error}
          onChange={(event) => {
            edit(
              event.currentTarget.value,
              event.currentTarget.selectionStart ?? event.currentTarget.value.length,
            );
            combobox.openDropdown();
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onKeyDown={onKeyDown}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offers.length === 0} maw="28rem">
        <Combobox.Options aria-label={t('activity.search.offers')}>
          {offers.map((offer, index) => (
            <Combobox.Option key={offer.text} value={String(index)}>
              <SearchOption completion={offer} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A completion: what is typed, and what it means. */
const SearchOption = ({ completion: { text, label } }: { completion: Completion }) => (
  <Group gap="md" wrap="nowrap">
    <Text component="span" size="sm" className={classes['typed']}>
      <Isolated>{text}</Isolated>
    </Text>
    <Text component="span" size="xs" c="dimmed" truncate>
      <Isolated>{label}</Isolated>
    </Text>
  </Group>
);
