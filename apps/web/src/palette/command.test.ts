import { IconPlus } from '@tabler/icons-react';
import { expect, test } from 'vitest';
import { type Command, foundCommands } from './command.ts';

const command = (label: string, changed: Partial<Command> = {}): Command => ({
  id: label,
  group: 'go',
  label,
  icon: IconPlus,
  run: () => {},
  ...changed,
});

const found = (commands: Command[], query: string) =>
  foundCommands(commands, query).map(([group, ofGroup]) => [group, ofGroup.map(({ label }) => label)]);

const projects = Array.from({ length: 9 }, (_, index) =>
  command(`Website ${index}`, { group: 'projects', searched_only: true }),
);
const commands = [
  command('Dashboard'),
  command('New project', { group: 'create' }),
  command('Projects'),
  ...projects,
];

test('without a query, everything is offered but what has to be searched for', () => {
  expect(found(commands, ' ')).toEqual([
    ['go', ['Dashboard', 'Projects']],
    ['create', ['New project']],
  ]);
});

test('a query finds by words, in groups', () => {
  expect(found(commands, 'proj')).toEqual([
    ['go', ['Projects']],
    ['create', ['New project']],
  ]);
});

test('of many that are found, the first of a group are shown', () => {
  expect(found(commands, 'website')).toEqual([
    ['projects', ['Website 0', 'Website 1', 'Website 2', 'Website 3', 'Website 4', 'Website 5']],
  ]);
});

test('nothing is found', () => {
  expect(found(commands, 'xyz')).toEqual([]);
});
