import type { ProjectKey } from '../projects.ts';
import type { TaskFacts } from '../task-facts.ts';
import { appTasks } from './app.ts';
import { bookingTasks } from './booking.ts';
import { careTasks } from './care.ts';
import { internalTasks } from './internal.ts';
import { portfolioTasks } from './portfolio.ts';
import { rebrandTasks } from './rebrand.ts';
import { shopTasks } from './shop.ts';
import { shopLaunchTasks } from './shop-launch.ts';
import { siteTasks } from './site.ts';

const byProject = {
  shop: { ...shopTasks, ...shopLaunchTasks },
  care: careTasks,
  rebrand: rebrandTasks,
  site: siteTasks,
  booking: bookingTasks,
  app: appTasks,
  portfolio: portfolioTasks,
  internal: internalTasks,
};

/** A task of the story; its key, which nobody sees, is `project.name`. */
export interface Task extends TaskFacts {
  key: string;
  project: ProjectKey;
}

const isProject = (key: string): key is keyof typeof byProject => Object.hasOwn(byProject, key);

/** All that is worked on, project by project. */
export const tasks: readonly Task[] = Object.keys(byProject)
  .filter(isProject)
  .flatMap((project) =>
    Object.entries<TaskFacts>(byProject[project]).map(([key, facts]) => ({
      ...facts,
      key: `${project}.${key}`,
      project,
    })),
  );
