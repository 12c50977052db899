/** What can stand in the way of deleting a whole: how many there are of each, in the `values` of the refusal's issue. */
export const removalObstacles = [
  'projects',
  'invoices',
  'billed_entries',
  'others_comments',
  'others_entries',
] as const;
export type RemovalObstacle = (typeof removalObstacles)[number];
export type RemovalObstacles = Partial<Record<RemovalObstacle, number>>;
