import { z } from 'zod';
import { currency, nameText, text, wholeNumber } from './fields.ts';
import { timeZone } from './user.ts';

/** Who sends the invoices, and how they are usually made out. */
const workspace = z.strictObject({
  name: nameText(200),
  /** Lines of the sender's address. */
  address: text(0, 1_000),
  email: text(0, 254),
  tax_id: text(0, 50),
  /** Where to pay: printed below the total. */
  payment_details: text(0, 1_000),
  currency,
  /** Hundredths of a percent: 1900 is 19 %. */
  tax_rate_basis_points: wholeNumber(0, 10_000),
  /** The zone whose days date invoices, number their years and make them overdue. */
  time_zone: timeZone,
  /** Days from an invoice's date to its due date. */
  payment_days: wholeNumber(0, 365),
});
export type Workspace = z.output<typeof workspace>;
export const updateWorkspaceInput = workspace.partial();
