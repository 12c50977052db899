import {
  IconArchive,
  IconArchiveOff,
  IconArrowsExchange,
  IconBan,
  IconBuilding,
  IconCash,
  IconCheckbox,
  IconCircleCheck,
  IconClock,
  IconDownload,
  IconEraser,
  IconFileInvoice,
  IconFolder,
  IconKeyOff,
  IconLock,
  IconLockOpen,
  IconMessage,
  IconPencil,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlus,
  IconSend,
  IconShield,
  IconTrash,
  IconUser,
  IconUserCheck,
  IconUserOff,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ActionIcon, EntityIcon } from '@timetracker/shared';

/** The pictures behind the catalog's icon names: a name without a picture does not compile. */
const icons: Record<ActionIcon | EntityIcon, TablerIcon> = {
  'archive-off': IconArchiveOff,
  archive: IconArchive,
  'arrows-exchange': IconArrowsExchange,
  ban: IconBan,
  building: IconBuilding,
  cash: IconCash,
  checkbox: IconCheckbox,
  'circle-check': IconCircleCheck,
  clock: IconClock,
  download: IconDownload,
  eraser: IconEraser,
  'file-invoice': IconFileInvoice,
  folder: IconFolder,
  'key-off': IconKeyOff,
  'lock-open': IconLockOpen,
  lock: IconLock,
  message: IconMessage,
  pencil: IconPencil,
  'player-play': IconPlayerPlay,
  'player-stop': IconPlayerStop,
  plus: IconPlus,
  send: IconSend,
  shield: IconShield,
  trash: IconTrash,
  'user-check': IconUserCheck,
  'user-off': IconUserOff,
  user: IconUser,
};

/** The picture of an action or a type of entity; decoration, as their names are always said in words. */
export function CatalogIcon({ name, size }: { name: ActionIcon | EntityIcon; size: number }) {
  const Icon = icons[name];
  return <Icon size={size} aria-hidden />;
}
