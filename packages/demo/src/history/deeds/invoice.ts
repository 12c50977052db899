import { type InvoiceStatus, invoiceTitle, utcDay } from '@timetracker/shared';
import type { Invoice } from '../world.ts';
import type { DeedsOf, Scene } from './deed.ts';
import { appeared, changed, statusChange, vanished } from './field-changes.ts';
import type { Told } from './told.ts';

const CURRENCY = 'EUR';
const TAX_RATE_BASIS_POINTS = 1_900;
const PAYMENT_DAYS = 14;
const DAY_MS = 86_400_000;
const MOST_DRAFTS = 100;
const ABOUT_A_PROJECT = 0.8;
const PAID_IN_TIME = 0.75;

const told = (action: Told['action'], invoice: Invoice, extra_data: Told['extra_data']): Told => ({
  entity_type: 'invoice',
  action,
  entity_id: invoice.id,
  entity_name: invoiceTitle(invoice.number, invoice.client.name),
  project_id: invoice.project?.id ?? null,
  extra_data,
});

/** What capture adds of every invoice. */
const details = ({ client, total_cents }: Invoice) => ({
  client: client.name,
  total_cents,
  currency: CURRENCY,
});

const fields = ({ client, project, status, total_cents, line_count }: Invoice) => ({
  client_id: client.id,
  project_id: project?.id ?? null,
  status,
  currency: CURRENCY,
  tax_rate_basis_points: TAX_RATE_BASIS_POINTS,
  total_cents,
  line_count,
  notes: '',
});
const names = ({ client, project }: Invoice) => ({ client_id: client.name, project_id: project?.name });

function create({ project, world, random }: Scene): readonly Told[] {
  const invoice: Invoice = {
    id: world.nextId(),
    number: null,
    client: project.client,
    project: random.chance(ABOUT_A_PROJECT) ? project : null,
    status: 'draft',
    total_cents: Math.round(random.spread(20_000, 4_000_000)),
    line_count: random.whole(1, 9),
  };
  world.drafts.push(invoice);
  if (world.drafts.length > MOST_DRAFTS) world.drafts.shift();
  return [
    told('created', invoice, { ...details(invoice), changes: appeared(fields(invoice), names(invoice)) }),
  ];
}

/** Takes a draft, if there is one. */
function takeDraft({ world, random }: Scene): Invoice | undefined {
  const [draft] = world.drafts.splice(Math.floor(random.unit() * world.drafts.length), 1);
  return draft;
}

function update(scene: Scene): readonly Told[] {
  const { world, random } = scene;
  if (world.drafts.length === 0) return create(scene);
  const invoice = random.pickLate(world.drafts);
  const before = invoice.total_cents;
  invoice.total_cents += random.whole(1, 200) * 500;
  invoice.line_count += 1;
  const changes = {
    ...changed('total_cents', before, invoice.total_cents),
    ...changed('line_count', invoice.line_count - 1, invoice.line_count),
  };
  return [told('updated', invoice, { ...details(invoice), changes })];
}

function send(scene: Scene): readonly Told[] {
  const { at, by, world, random } = scene;
  const invoice = takeDraft(scene);
  if (!invoice) return create(scene);
  const today = new Date(at);
  invoice.number = world.invoiceNumber(today.getUTCFullYear());
  expectPayment(scene, invoice, random.chance(PAID_IN_TIME) ? by : null);
  return step('sent', invoice, 'sent', {
    ...changed('number', null, invoice.number),
    ...changed('issue_date', null, utcDay(today)),
    ...changed('due_date', null, utcDay(new Date(at + PAYMENT_DAYS * DAY_MS))),
  });
}

/** It is paid in time, or the system makes it overdue the day after it was due, and it is paid later. */
function expectPayment({ at, by, world, random }: Scene, invoice: Invoice, inTime: Scene['by'] | null): void {
  const pay = () => step('paid', invoice, 'paid');
  if (inTime) {
    world.agenda.add({ at: at + random.unit() * PAYMENT_DAYS * DAY_MS, by, tell: pay });
    return;
  }
  const overdue = at + (PAYMENT_DAYS + 1) * DAY_MS;
  world.agenda.add({ at: overdue, by: null, tell: () => step('status_changed', invoice, 'overdue') });
  world.agenda.add({ at: overdue + random.spread(1, 60) * DAY_MS, by, tell: pay });
}

function cancel(scene: Scene): readonly Told[] {
  const invoice = takeDraft(scene);
  return invoice ? step('status_changed', invoice, 'cancelled') : create(scene);
}

function step(action: Told['action'], invoice: Invoice, status: InvoiceStatus, others = {}): readonly Told[] {
  const before = invoice.status;
  invoice.status = status;
  const changes = { ...others, ...changed('status', before, status) };
  return [told(action, invoice, { ...statusChange(before, status), ...details(invoice), changes })];
}

function remove(scene: Scene): readonly Told[] {
  const invoice = takeDraft(scene);
  if (!invoice) return create(scene);
  return [
    told('deleted', invoice, { ...details(invoice), changes: vanished(fields(invoice), names(invoice)) }),
  ];
}

export const invoiceDeeds: DeedsOf<'invoice'> = {
  created: { share: 8, tell: create },
  updated: { share: 9, tell: update },
  sent: { share: 6, tell: send },
  // The client pays, and sometimes late.
  paid: { share: 0, tell: send },
  status_changed: { share: 1, tell: cancel },
  deleted: { share: 0.7, tell: remove },
};
