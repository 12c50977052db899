import { Button, CheckIcon, Combobox, Group, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { t } from '../../../i18n/index.ts';
import { Isolated } from '../../../ui/isolated.tsx';
import classes from './filters.module.css';

interface FacetOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

interface FacetProps {
  /** What is chosen here, as `Types`. */
  label: string;
  options: readonly FacetOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** Choosing one takes the place of the one before. */
  single?: boolean;
}

/** So many options can be taken in at a glance. */
const AT_A_GLANCE = 10;

const matches = (label: string, typed: string) =>
  label.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());

function summary(label: string, options: readonly FacetOption[], chosen: readonly string[]): string {
  const [first] = chosen;
  if (first === undefined) return label;
  const name =
    options.find(({ value }) => value === first)?.label ?? t('activity.number_of_entity', { id: first });
  return chosen.length === 1 ? name : t('activity.filter.and_more', { name, count: chosen.length - 1 });
}

/** A button that says what a list is narrowed to, and a list of what it can be narrowed to. */
export function Facet({ label, options, chosen, onChange, single = false }: FacetProps) {
  const [typed, setTyped] = useState('');
  const hasSearch = options.length > AT_A_GLANCE;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setTyped('');
    },
    onDropdownOpen: () => {
      if (hasSearch) combobox.focusSearchInput();
    },
  });
  const toggle = (value: string) => {
    const isChosen = chosen.includes(value);
    if (single) {
      onChange(isChosen ? [] : [value]);
      combobox.closeDropdown();
    } else onChange(isChosen ? chosen.filter((one) => one !== value) : [...chosen, value]);
  };
  const shown = options.filter((option) => matches(option.label, typed));
  const isActive = chosen.length > 0;
  const text = summary(label, options, chosen);
  return (
    <Combobox store={combobox} width={260} position="bottom-start" shadow="md" onOptionSubmit={toggle}>
      <Combobox.Target targetType="button">
        <Button
          size="xs"
          variant={isActive ? 'light' : 'default'}
          className={classes['facet'] ?? ''}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={isActive ? t('activity.filter.active', { label, chosen: text }) : label}
          onClick={() => combobox.toggleDropdown()}
        >
          <Isolated>{text}</Isolated>
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {hasSearch && (
          <Combobox.Search
            value={typed}
            aria-label={t('activity.filter.find', { label })}
            placeholder={t('activity.filter.find', { label })}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
          />
        )}
        <Combobox.Options mah={280} className={classes['options'] ?? ''} aria-label={label}>
          {shown.map(({ value, label: name, icon }) => (
            <Combobox.Option key={value} value={value} active={chosen.includes(value)}>
              <Group gap="xs" wrap="nowrap">
                <CheckIcon
                  size={12}
                  className={classes['check'] ?? ''}
                  data-on={chosen.includes(value) || undefined}
                />
                {icon}
                <Isolated>{name}</Isolated>
              </Group>
            </Combobox.Option>
          ))}
          {shown.length === 0 && <Combobox.Empty>{t('activity.filter.none')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
