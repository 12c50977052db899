const types = ['task', 'time_entry', 'comment', 'project'] as const;

const event = (index: number) => ({
  action: index % 3 === 0 ? 'created' : 'updated',
  entity_type: types[index % types.length],
  entity_id: 1 + (index % 5_000),
  entity_name: `Page ${index % 5_000} of the new website`,
  extra_data: { changes: { status: { before: 'todo', after: 'in_progress' } }, index },
  ip_address: '203.0.113.7',
  user_agent: 'bench/1.0',
});

/** Different request bodies of `size` events each, to be sent in turns. */
export const postedBodies = (size: number, count = 200): string[] =>
  Array.from({ length: count }, (_, body) => {
    const events = Array.from({ length: size }, (_, index) => event(body * size + index));
    return JSON.stringify(size === 1 ? events[0] : { activities: events });
  });
