import { Modal, Switch, Table } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { t } from '../i18n/index.ts';
import { destinationsFor } from '../navigation/navigation.ts';
import { useMe } from '../session/me.ts';
import { commandKeys } from './command-keys.ts';
import { Keys } from './keys.tsx';

interface ShortcutsModalProps {
  opened: boolean;
  onClose: () => void;
  areSingleKeysOn: boolean;
  onSingleKeys: (areOn: boolean) => void;
}

/** Every shortcut, and the switch for those of plain letters (WCAG 2.1.4). */
export default function ShortcutsModal({
  opened,
  onClose,
  areSingleKeysOn,
  onSingleKeys,
}: ShortcutsModalProps) {
  // What has the focus is only remembered by a dialog that was there before it opened.
  const isMounted = useMounted();
  const { role } = useMe();
  const shortcuts = [
    [commandKeys(), t('palette.shortcuts.commands')],
    ['c', t('palette.shortcuts.create')],
    ['?', t('palette.shortcuts.help')],
    ...destinationsFor(role).flatMap(({ key, label }) => (key ? [[`g ${key}`, t(label)]] : [])),
  ];
  return (
    <Modal opened={opened && isMounted} onClose={onClose} title={t('palette.shortcuts')}>
      <Table mb="lg">
        <Table.Tbody>
          {shortcuts.map(([keys = '', label]) => (
            <Table.Tr key={keys}>
              <Table.Td>{label}</Table.Td>
              <Table.Td>
                <Keys keys={keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        label={t('palette.shortcuts.single_keys')}
        description={t('palette.shortcuts.single_keys_hint')}
        checked={areSingleKeysOn}
        onChange={(event) => onSingleKeys(event.currentTarget.checked)}
      />
    </Modal>
  );
}
