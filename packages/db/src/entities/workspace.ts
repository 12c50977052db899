import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** One row: who sends the invoices. */
export const Workspace = defineEntity({
  name: 'Workspace',
  tableName: 'workspace',
  properties: {
    only: p.boolean().primary(),
    name: p.text(),
    address: p.text(),
    email: p.text(),
    tax_id: p.text(),
    payment_details: p.text(),
    currency: p.text(),
    tax_rate_basis_points: p.integer(),
    payment_days: p.integer(),
    /** IANA name: invoices are dated by its days. */
    time_zone: p.text().onCreate(() => 'UTC'),
  },
});
export type Workspace = InferEntity<typeof Workspace>;
