import type { TablerIcon } from '@tabler/icons-react';
import type { MessageId } from '../i18n/index.ts';
import { matches } from '../ui/matches.ts';

/** The groups in the order in which they are shown. */
export const commandGroups = {
  projects: 'palette.group.projects',
  tasks: 'palette.group.tasks',
  timer: 'palette.group.timer',
  go: 'palette.group.go',
  create: 'palette.group.create',
  settings: 'palette.group.settings',
} as const satisfies Record<string, MessageId>;

export type CommandGroup = keyof typeof commandGroups;

/** Something that can be done from everywhere. */
export interface Command {
  id: string;
  group: CommandGroup;
  label: string;
  icon: TablerIcon;
  /** The keys that do the same: `g d`. */
  keys?: string;
  /** One of many: only shown when it is searched for. */
  searched_only?: true;
  /** It shows another page, which takes the focus. */
  leaves?: true;
  run: () => void;
}

/** As many of a group as fit without hiding the next. */
const MOST = 6;

/** The commands that a query finds, by group. */
export function foundCommands(commands: readonly Command[], query: string): [CommandGroup, Command[]][] {
  const isFound = matches(query);
  const isSearch = query.trim() !== '';
  const found = commands.filter(({ label, searched_only }) => (isSearch || !searched_only) && isFound(label));
  const groups = Object.keys(commandGroups) as CommandGroup[];
  return groups
    .map((group): [CommandGroup, Command[]] => [group, found.filter((command) => command.group === group)])
    .filter(([, ofGroup]) => ofGroup.length > 0)
    .map(([group, ofGroup]) => [group, isSearch ? ofGroup.slice(0, MOST) : ofGroup]);
}
