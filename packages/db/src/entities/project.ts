import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

export const Project = defineEntity({
  name: 'Project',
  tableName: 'projects',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    name: p.text(),
    description: p.text().onCreate(() => ''),
    archived_at: p.datetime(3).nullable(),
    created_at: p.datetime(3).onCreate(() => new Date()),
  },
});
export type Project = InferEntity<typeof Project>;
