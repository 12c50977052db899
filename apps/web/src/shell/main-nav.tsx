import { IconFolders, IconHome, IconMailPause, IconUsers, type TablerIcon } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useIsAdmin } from '../session/me.ts';
import classes from './shell.module.css';

interface Destination {
  to: LinkProps['to'];
  label: string;
  icon: TablerIcon;
}

const forEverybody: Destination[] = [
  { to: '/', label: 'Dashboard', icon: IconHome },
  { to: '/projects', label: 'Projects', icon: IconFolders },
];
const forAdministrators: Destination[] = [
  { to: '/users', label: 'Users', icon: IconUsers },
  { to: '/set-aside', label: 'Set aside', icon: IconMailPause },
];

export function MainNav({ isOpen, onNavigate }: { isOpen: boolean; onNavigate: () => void }) {
  const destinations = useIsAdmin() ? [...forEverybody, ...forAdministrators] : forEverybody;
  return (
    <nav id="navigation" aria-label="Main" className={classes['nav']} data-open={isOpen || undefined}>
      {destinations.map(({ to, label, icon: Icon }) => (
        <Link
          key={label}
          to={to}
          className={classes['link']}
          activeOptions={{ exact: true, includeSearch: false }}
          onClick={onNavigate}
        >
          <Icon size={18} aria-hidden />
          {label}
        </Link>
      ))}
    </nav>
  );
}
