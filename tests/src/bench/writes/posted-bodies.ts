import type { PostedEvent } from '@timetracker/shared';

const types = ['task', 'time_entry', 'comment', 'project'] as const;
const THINGS = 5_000;
const PROJECTS = 20;

/** One of many different events, of twenty projects. */
const postedEvent = (index: number): PostedEvent => ({
  action: index % 3 === 0 ? 'created' : 'updated',
  entity_type: types[index % types.length] ?? 'task',
  entity_id: 1 + (index % THINGS),
  entity_name: `Page ${index % THINGS} of the new website`,
  project_id: 1 + ((index * 7) % PROJECTS),
  extra_data: { changes: { status: { before: 'todo', after: 'in_progress' } }, index },
  ip_address: '203.0.113.7',
  user_agent: 'bench/1.0',
});

export const postedEvents = (count: number, from = 0): PostedEvent[] =>
  Array.from({ length: count }, (_, index) => postedEvent(from + index));

const DIFFERENT = { events: 200, bodies: 10 };

/**
 * Different request bodies of `size` events each, to be sent in turns. They are not many, because every connection
 * prepares all of them as bytes before it begins.
 */
export const postedBodies = (size: number): string[] =>
  Array.from({ length: Math.max(DIFFERENT.bodies, DIFFERENT.events / size) }, (_, body) => {
    const events = postedEvents(size, body * size);
    return JSON.stringify(size === 1 ? events[0] : { activities: events });
  });
