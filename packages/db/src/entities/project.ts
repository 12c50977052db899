import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { projectColors } from '@timetracker/shared';
import { currentTime } from '../capture/actor.ts';
import { Client } from './client.ts';

export const Project = defineEntity({
  name: 'Project',
  tableName: 'projects',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    name: p.text(),
    description: p.text().onCreate(() => ''),
    client_id: () => p.manyToOne(Client).mapToPk().fieldName('client_id').nullable(),
    color: p.enum(projectColors).onCreate(() => 'blue'),
    hourly_rate_cents: p.bigint('number').nullable(),
    archived_at: p.datetime(3).nullable(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type Project = InferEntity<typeof Project>;
