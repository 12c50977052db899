import {
  IconActivity,
  IconBuilding,
  IconChartBar,
  IconClock,
  IconFileInvoice,
  IconFolders,
  IconHome,
  IconHourglass,
  IconKey,
  IconMailPause,
  IconShieldCheck,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { Role } from '@timetracker/shared';
import type { ComponentType } from 'react';
import type { MessageId } from '../i18n/index.ts';
import { Nothing, part } from '../ui/part.tsx';

/** A page that one can go to from everywhere. */
export interface Destination {
  to: Exclude<LinkProps['to'], undefined>;
  label: MessageId;
  icon: TablerIcon;
  /** The letter that leads there after `g`. */
  key?: string;
  /** What the command palette calls the creation of one: it opens the page with `?new=1`. */
  create?: MessageId;
  /** Only administrators create one. */
  admin_creates?: true;
  /** Stands behind the label: how much is new there. */
  badge?: ComponentType;
  /** Not for members. */
  admin_only?: true;
}

/** The one list of pages, in the order of the navigation: the bar and the command palette show what is in it. */
const destinations: readonly Destination[] = [
  { to: '/', label: 'shell.nav.dashboard', icon: IconHome, key: 'd' },
  {
    to: '/activity',
    label: 'activity.title',
    icon: IconActivity,
    key: 'a',
    badge: part(() => import('../activity/widget/unseen-count.tsx'), Nothing),
  },
  { to: '/time', label: 'time.title', icon: IconClock, key: 't', create: 'time.new_entry' },
  {
    to: '/projects',
    label: 'shell.nav.projects',
    icon: IconFolders,
    key: 'p',
    create: 'palette.new_project',
  },
  {
    to: '/clients',
    label: 'clients.title',
    icon: IconBuilding,
    key: 'k',
    create: 'clients.new',
    admin_creates: true,
  },
  {
    to: '/invoices',
    label: 'shell.nav.invoices',
    icon: IconFileInvoice,
    key: 'i',
    create: 'palette.new_invoice',
    admin_creates: true,
  },
  { to: '/statistics', label: 'stats.title', icon: IconChartBar, key: 's' },
  {
    to: '/users',
    label: 'shell.nav.users',
    icon: IconUsers,
    key: 'u',
    create: 'palette.new_user',
    admin_only: true,
  },
  { to: '/set-aside', label: 'shell.nav.set_aside', icon: IconMailPause, admin_only: true },
  { to: '/security', label: 'shell.nav.access', icon: IconKey, admin_only: true },
  { to: '/audit', label: 'shell.nav.audit', icon: IconShieldCheck, admin_only: true },
  { to: '/retention', label: 'shell.nav.retention', icon: IconHourglass, admin_only: true },
];

const withoutCreation = ({ create: _create, ...destination }: Destination): Destination => destination;

export const destinationsFor = (role: Role): Destination[] =>
  destinations
    .filter(({ admin_only }) => role === 'admin' || !admin_only)
    .map((destination) =>
      role === 'admin' || !destination.admin_creates ? destination : withoutCreation(destination),
    );
