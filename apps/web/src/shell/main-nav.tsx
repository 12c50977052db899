import { Link } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { destinationsFor } from './navigation.ts';
import classes from './shell.module.css';

export function MainNav({ isOpen, onNavigate }: { isOpen: boolean; onNavigate: () => void }) {
  const { role } = useMe();
  return (
    <nav
      id="navigation"
      aria-label={t('shell.navigation')}
      className={classes['nav']}
      data-open={isOpen || undefined}
    >
      {destinationsFor(role).map(({ to, label, icon: Icon }) => (
        <Link
          key={label}
          to={to}
          className={classes['link']}
          activeOptions={{ exact: true, includeSearch: false }}
          onClick={onNavigate}
        >
          <Icon size={18} aria-hidden />
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
