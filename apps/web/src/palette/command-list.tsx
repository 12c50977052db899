import { Combobox, Text, TextInput, useCombobox, VisuallyHidden } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useEffectEvent, useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { Isolated } from '../ui/isolated.tsx';
import { type Command, commandGroups, foundCommands } from './command.ts';
import { Keys } from './keys.tsx';
import { pageCommands } from './page-commands.ts';
import classes from './palette.module.css';
import { useFound } from './use-found.ts';
import { useSettingsCommands } from './use-settings-commands.ts';
import { useTimerCommands } from './use-timer-commands.ts';

/**
 * An open combobox that knows which of its options is chosen, also when that was not by key: the library's own
 * `aria-activedescendant` goes on naming an option that the search has taken away.
 */
function useActiveOption(onClose: () => void) {
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

interface CommandListProps {
  /** Only what creates something. */
  onlyCreations: boolean;
  onRun: (command: Command) => void;
  onClose: () => void;
  showShortcuts: () => void;
}

/** A field to search in, and what it finds: up and down choose, Enter runs. */
export function CommandList({ onlyCreations, onRun, onClose, showShortcuts }: CommandListProps) {
  const [query, setQuery] = useState('');
  const { combobox, active } = useActiveOption(onClose);
  const { history } = useRouter();
  const { role } = useMe();
  const projects = trpc.project.list.useQuery({ archived: false }).data ?? [];
  const commands = [
    ...useFound(query, projects),
    ...useTimerCommands(projects),
    ...pageCommands(role, (path) => history.push(path)),
    ...useSettingsCommands(showShortcuts),
  ].filter(({ group }) => !onlyCreations || group === 'create');
  const groups = foundCommands(commands, query);
  const found = groups.flatMap(([, ofGroup]) => ofGroup);
  const ids = found.map(({ id }) => id).join('\n');

  const selectFirst = useEffectEvent(() => combobox.selectFirstOption());
  useEffect(() => {
    if (ids !== '') selectFirst();
  }, [ids]);

  const run = (id: string) => {
    const command = found.find((command) => command.id === id);
    if (command) onRun(command);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={run}>
      <Combobox.EventsTarget withExpandedAttribute aria-activedescendant={ids === '' ? '' : active}>
        <TextInput
          variant="unstyled"
          size="lg"
          className={classes['search'] ?? ''}
          leftSection={<IconSearch size={20} aria-hidden />}
          aria-label={t('palette.search')}
          placeholder={t('palette.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          spellCheck={false}
          data-autofocus
        />
      </Combobox.EventsTarget>
      <VisuallyHidden component="output">
        {query && t('palette.results', { count: found.length })}
      </VisuallyHidden>
      <Combobox.Options className={classes['options']} aria-label={t('palette.title')}>
        {found.length === 0 && (
          <Text c="dimmed" size="sm" ta="center" py="xl">
            {t('palette.nothing')}
          </Text>
        )}
        {groups.map(([group, ofGroup]) => (
          <Combobox.Group key={group} label={t(commandGroups[group])}>
            {ofGroup.map(({ id, label, icon: Icon, keys }) => (
              <Combobox.Option key={id} value={id} className={classes['option']}>
                <Icon size={18} aria-hidden />
                <Isolated className={classes['label']}>{label}</Isolated>
                {keys && <Keys keys={keys} />}
              </Combobox.Option>
            ))}
          </Combobox.Group>
        ))}
      </Combobox.Options>
    </Combobox>
  );
}
