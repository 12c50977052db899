import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { currentTime } from '../capture/actor.ts';

const line = () => p.text().onCreate(() => '');

/** Whom projects are done for and invoices are sent to. */
export const Client = defineEntity({
  name: 'Client',
  tableName: 'clients',
  properties: {
    id: p.integer().primary().generated('by default as identity'),
    version: p.integer().version(),
    name: p.text(),
    contact_name: line(),
    email: line(),
    phone: line(),
    street: line(),
    postal_code: line(),
    city: line(),
    country: line(),
    tax_id: line(),
    currency: p.text().onCreate(() => 'EUR'),
    notes: line(),
    created_at: p.datetime(3).onCreate(currentTime),
  },
});
export type Client = InferEntity<typeof Client>;
