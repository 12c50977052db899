import {
  IconArchive,
  IconArchiveOff,
  IconArrowsExchange,
  IconBuilding,
  IconCash,
  IconCheckbox,
  IconCircleCheck,
  IconClock,
  IconFileInvoice,
  IconFolder,
  IconMessage,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconSend,
  IconTrash,
  IconUser,
  IconUserCheck,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ActionIcon, EntityIcon } from '@timetracker/shared';

/** The pictures behind the catalog's icon names: a name without a picture does not compile. */
const icons: Record<ActionIcon | EntityIcon, TablerIcon> = {
  archive: IconArchive,
  'archive-off': IconArchiveOff,
  'arrows-exchange': IconArrowsExchange,
  building: IconBuilding,
  cash: IconCash,
  checkbox: IconCheckbox,
  'circle-check': IconCircleCheck,
  clock: IconClock,
  'file-invoice': IconFileInvoice,
  folder: IconFolder,
  message: IconMessage,
  pencil: IconPencil,
  'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop,
  plus: IconPlus,
  send: IconSend,
  trash: IconTrash,
  user: IconUser,
  'user-check': IconUserCheck,
};

/** The picture of an action or a type of entity; decoration, as their names are always said in words. */
export function CatalogIcon({ name, size }: { name: ActionIcon | EntityIcon; size: number }) {
  const Icon = icons[name];
  return <Icon size={size} aria-hidden />;
}
