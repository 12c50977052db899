import { Modal } from '@mantine/core';
import { useMounted } from '@mantine/hooks';
import { useState } from 'react';
import { t } from '../i18n/index.ts';
import type { Command } from './command.ts';
import { CommandList } from './command-list.tsx';

interface PaletteProps {
  opened: boolean;
  onlyCreations: boolean;
  onClose: () => void;
  showShortcuts: () => void;
}

/** Everything that can be done from everywhere, found by typing. */
export default function Palette({ opened, onlyCreations, onClose, showShortcuts }: PaletteProps) {
  // What has the focus is only remembered by a dialog that was there before it opened.
  const isMounted = useMounted();
  const [returnsFocus, setReturnsFocus] = useState(true);
  const run = (command: Command) => {
    setReturnsFocus(!command.leaves);
    onClose();
    command.run();
  };
  return (
    <Modal.Root
      opened={opened && isMounted}
      onClose={onClose}
      onExitTransitionEnd={() => setReturnsFocus(true)}
      returnFocus={returnsFocus}
      size="lg"
      yOffset="12dvh"
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.title')}>
        <Modal.Body p={0}>
          <CommandList
            onlyCreations={onlyCreations}
            onRun={run}
            onClose={onClose}
            showShortcuts={showShortcuts}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
