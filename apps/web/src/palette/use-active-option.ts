import { useCombobox } from '@mantine/core';
import { useState } from 'react';

/**
 * An open combobox that knows which of its options is chosen, also when that was not by key: the library's own
 * `aria-activedescendant` goes on naming an option that the search has taken away.
 */
export function useActiveOption(onClose: () => void) {
  const [active, setActive] = useState('');
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const told = (id: string | null) => {
    setActive(id ?? '');
    return id;
  };
  return {
    active,
    combobox: {
      ...combobox,
      selectFirstOption: () => told(combobox.selectFirstOption()),
      selectNextOption: () => told(combobox.selectNextOption()),
      selectPreviousOption: () => told(combobox.selectPreviousOption()),
    },
  };
}
