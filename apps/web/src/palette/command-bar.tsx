import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useHotkeys, useLocalStorage } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { t } from '../i18n/index.ts';
import { destinationsFor } from '../navigation/navigation.ts';
import { useMe } from '../session/me.ts';
import { part } from '../ui/part.tsx';
import { commandKeys } from './command-keys.ts';
import classes from './palette.module.css';
import { isDialogOpen, useShortcuts } from './use-shortcuts.ts';

const Palette = part(() => import('./palette.tsx'));
const ShortcutsModal = part(() => import('./shortcuts-modal.tsx'));

type Dialog = 'commands' | 'creations' | 'shortcuts';

/** The way to the command palette, by button and by keys, and the page's shortcuts. */
export function CommandBar() {
  const [open, setOpen] = useState<Dialog | null>(null);
  const [last, setLast] = useState<Dialog | null>(null);
  const [areSingleKeysOn, setSingleKeys] = useLocalStorage({
    key: 'single-key-shortcuts',
    defaultValue: true,
  });
  const { history } = useRouter();
  const { role } = useMe();
  const show = (dialog: Dialog) => {
    setOpen(dialog);
    setLast(dialog);
  };
  const close = () => setOpen(null);
  const toggle = () => {
    if (open === 'commands') close();
    else if (!isDialogOpen()) show('commands');
  };

  useHotkeys([['mod+K', toggle]], []);
  const shortcuts = new Map([
    ['c', () => show('creations')],
    ['?', () => show('shortcuts')],
    ...destinationsFor(role).flatMap(({ key, to }) =>
      key ? [[`g ${key}`, () => history.push(to)] as const] : [],
    ),
  ]);
  useShortcuts(areSingleKeysOn ? shortcuts : new Map());

  return (
    <>
      <Button
        variant="default"
        visibleFrom="sm"
        className={classes['trigger'] ?? ''}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">{commandKeys()}</Kbd>}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => show('commands')}
      >
        {t('palette.open')}
      </Button>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        hiddenFrom="sm"
        aria-label={t('palette.open')}
        onClick={() => show('commands')}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
      <Suspense>
        {last && last !== 'shortcuts' && (
          <Palette
            opened={open !== null && open !== 'shortcuts'}
            onlyCreations={last === 'creations'}
            onClose={close}
            showShortcuts={() => show('shortcuts')}
          />
        )}
        {last === 'shortcuts' && (
          <ShortcutsModal
            opened={open === 'shortcuts'}
            onClose={close}
            areSingleKeysOn={areSingleKeysOn}
            onSingleKeys={setSingleKeys}
          />
        )}
      </Suspense>
    </>
  );
}
