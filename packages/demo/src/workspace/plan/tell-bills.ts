import type { Calendar } from '../calendar.ts';
import { randomOf } from '../random.ts';
import { type Bill, bills, type Moment } from '../story/bills.ts';
import { type Step, step } from './step.ts';

/** Everything about invoices, by the administrator. */
export const tellBills = (calendar: Calendar): Step[] =>
  Object.entries<Bill>(bills).flatMap(([invoice, bill]) => tellBill(invoice, bill, calendar));

function tellBill(invoice: string, bill: Bill, calendar: Calendar): Step[] {
  const { client, project, drafted, noted, deleted } = bill;
  const random = randomOf('bill', invoice);
  const at = ([workday, hours, minutes]: Moment) =>
    calendar.at(workday, hours * 60 + minutes + random.whole(0, 59) / 60);
  // Up to the day before: what is written down in the evening belongs to its day.
  const time_until = bill.time === false ? undefined : calendar.workdays[drafted[0] - 1];
  const becomes = (status: 'sent' | 'overdue' | 'paid' | 'cancelled', when: Moment | undefined) =>
    when ? [step(at(when), 'admin', 'set_invoice_status', { invoice, status })] : [];
  return [
    step(at(drafted), 'admin', 'draft_invoice', {
      invoice,
      client,
      project,
      time_until,
      lines: bill.lines,
      notes: bill.notes,
    }),
    ...(noted ? [step(at(noted.when), 'admin', 'note_on_invoice', { invoice, notes: noted.notes })] : []),
    ...becomes('sent', bill.sent),
    ...becomes('overdue', bill.overdue),
    ...becomes('paid', bill.paid),
    ...becomes('cancelled', bill.cancelled),
    ...(deleted ? [step(at(deleted), 'admin', 'delete_invoice', { invoice })] : []),
  ];
}
