import type { Calendar } from '../calendar.ts';
import { clientKeys } from '../story/clients.ts';
import { habits } from '../story/habits.ts';
import { colleagues } from '../story/people.ts';
import { projectKeys, projects } from '../story/projects.ts';
import { type Step, step } from './step.ts';

const EIGHT = 8 * 60;

/** The day on which the agency begins with it, and the days on which people and projects join. All by the administrator. */
export function opening(calendar: Calendar): Step[] {
  const at = (workday: number, minutes: number) => calendar.at(workday, EIGHT + minutes);
  return [
    step(at(0, 9.2), 'admin', 'set_up_workspace', {}),
    ...colleagues.map((person, n) =>
      step(at(habits[person].joins, 14 + n * 1.7), 'admin', 'create_person', { person }),
    ),
    ...clientKeys.map((client, n) => step(at(0, 26 + n * 4.3), 'admin', 'create_client', { client })),
    ...projectKeys.flatMap((project, n) => {
      const { day, members } = projects[project];
      const begun = day === 0 ? 51 + n * 4.1 : 20;
      return [
        step(at(day, begun), 'admin', 'create_project', { project }),
        ...members.map((person, m) => {
          const later = habits[person].joins > day;
          const minutes = later ? 26 + n * 0.7 : begun + 0.6 + m * 0.4;
          return step(at(later ? habits[person].joins : day, minutes), 'admin', 'add_member', {
            project,
            person,
          });
        }),
      ];
    }),
  ];
}
