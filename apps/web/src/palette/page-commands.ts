import { IconPlus } from '@tabler/icons-react';
import type { Role } from '@timetracker/shared';
import { t } from '../i18n/index.ts';
import { destinationsFor } from '../navigation/navigation.ts';
import type { Command } from './command.ts';

/** Going to each page of the navigation, and creating what each page is about. @param go shows a path */
export function pageCommands(role: Role, go: (path: string) => void): Command[] {
  const destinations = destinationsFor(role);
  const visits = destinations.map(
    ({ to, label, icon, key }): Command => ({
      id: `go ${to}`,
      group: 'go',
      label: t(label),
      icon,
      ...(key && { keys: `g ${key}` }),
      leaves: true,
      run: () => go(to),
    }),
  );
  const creations = destinations.flatMap(({ to, create }): Command[] =>
    create
      ? [
          {
            id: `create ${to}`,
            group: 'create',
            label: t(create),
            icon: IconPlus,
            leaves: true,
            run: () => go(`${to}?new=1`),
          },
        ]
      : [],
  );
  return [...visits, ...creations];
}
