import { z } from 'zod';
import { currency, id, nameText, optionalNameText, text, version } from './fields.ts';
import { email } from './user.ts';

const client = z.object({
  id,
  name: z.string(),
  contact_name: z.string(),
  email: z.string(),
  phone: z.string(),
  street: z.string(),
  postal_code: z.string(),
  city: z.string(),
  country: z.string(),
  tax_id: z.string(),
  /** ISO 4217; rates and invoices of the client are in it. */
  currency: z.string(),
  notes: z.string(),
  version: z.int(),
  created_at: z.string(),
  project_count: z.int(),
});
export type Client = z.output<typeof client>;

const line = (max: number) => text(0, max).trim();
const fields = {
  name: nameText(200),
  contact_name: optionalNameText(200),
  email: z.union([z.literal(''), email], 'must be an e-mail address'),
  phone: line(50),
  street: line(300),
  postal_code: line(20),
  city: line(100),
  country: line(100),
  tax_id: line(50),
  currency,
  notes: text(0, 2_000),
};

export const createClientInput = z.strictObject({
  name: fields.name,
  contact_name: fields.contact_name.default(''),
  email: fields.email.default(''),
  phone: fields.phone.default(''),
  street: fields.street.default(''),
  postal_code: fields.postal_code.default(''),
  city: fields.city.default(''),
  country: fields.country.default(''),
  tax_id: fields.tax_id.default(''),
  currency: fields.currency.default('EUR'),
  notes: fields.notes.default(''),
});
export const updateClientInput = z.strictObject(fields).partial().extend({ id, version: version.optional() });
export const clientIdInput = z.strictObject({ id });
