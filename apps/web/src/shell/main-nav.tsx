import { Link } from '@tanstack/react-router';
import { Suspense, useId } from 'react';
import { t } from '../i18n/index.ts';
import { type Destination, destinationsFor } from '../navigation/navigation.ts';
import { useMe } from '../session/me.ts';
import classes from './shell.module.css';

/** The pages: a sidebar, or what the burger unfolds. */
export function MainNav({ isOpen, onNavigate }: { isOpen: boolean; onNavigate: () => void }) {
  const { role } = useMe();
  const administrationId = useId();
  const destinations = destinationsFor(role);
  const administration = destinations.filter(({ admin_only }) => admin_only);
  return (
    <nav
      id="navigation"
      aria-label={t('shell.navigation')}
      className={classes['nav']}
      data-open={isOpen || undefined}
    >
      <ul className={classes['links']}>
        {destinations
          .filter(({ admin_only }) => !admin_only)
          .map((destination) => (
            <NavLink key={destination.to} destination={destination} onClick={onNavigate} />
          ))}
      </ul>
      {administration.length > 0 && (
        <>
          <div id={administrationId} className={classes['group']}>
            {t('shell.administration')}
          </div>
          <ul className={classes['links']} aria-labelledby={administrationId}>
            {administration.map((destination) => (
              <NavLink key={destination.to} destination={destination} onClick={onNavigate} />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

const NavLink = ({ destination, onClick }: { destination: Destination; onClick: () => void }) => {
  const { to, label, icon: Icon, badge: Badge } = destination;
  return (
    <li>
      <Link
        to={to}
        className={classes['link']}
        activeOptions={{ exact: to === '/', includeSearch: false }}
        onClick={onClick}
      >
        <Icon size={18} aria-hidden />
        {t(label)}
        {Badge && (
          <Suspense>
            <Badge />
          </Suspense>
        )}
      </Link>
    </li>
  );
};
