import type { ClientKey } from './clients.ts';
import type { ProjectKey } from './projects.ts';

/** When something happens to an invoice: workday, hours and minutes. */
export type Moment = readonly [workday: number, hours: number, minutes: number];

/** An invoice, from the draft on. */
export interface Bill {
  client: ClientKey;
  project: ProjectKey;
  drafted: Moment;
  /** Bills the project's time up to the day before the draft; else its lines only. */
  time?: false;
  lines?: readonly { description: string; quantity_hundredths: number; unit_price_cents: number }[];
  notes?: string;
  /** A second thought about the draft. */
  noted?: { when: Moment; notes: string };
  sent?: Moment;
  overdue?: Moment;
  paid?: Moment;
  cancelled?: Moment;
  deleted?: Moment;
}

const hosting = { description: 'Hosting, three months', quantity_hundredths: 300, unit_price_cents: 4_900 };

/** Numbers are given in the order of sending. */
export const bills = {
  shop_first: {
    client: 'nordhaus',
    project: 'shop',
    drafted: [9, 15, 42],
    sent: [9, 16, 3],
    paid: [16, 9, 26],
  },
  booking_first: {
    client: 'clinique',
    project: 'booking',
    drafted: [9, 15, 51],
    sent: [9, 16, 5],
    paid: [15, 9, 12],
  },
  rebrand_first: {
    client: 'brightwater',
    project: 'rebrand',
    drafted: [9, 16, 11],
    noted: { when: [9, 16, 14], notes: 'Without tax: reverse charge does not apply, see our letter.' },
    sent: [9, 16, 20],
    overdue: [21, 9, 18],
  },
  portfolio_first: {
    client: 'hollis',
    project: 'portfolio',
    drafted: [10, 10, 33],
    lines: [{ description: 'Photographer, one day', quantity_hundredths: 100, unit_price_cents: 78_000 }],
    sent: [10, 10, 47],
    overdue: [22, 9, 8],
    paid: [26, 9, 52],
  },
  care_month: {
    client: 'nordhaus',
    project: 'care',
    drafted: [21, 14, 6],
    lines: [hosting],
    sent: [21, 14, 22],
  },
  shop_second: { client: 'nordhaus', project: 'shop', drafted: [21, 14, 31], sent: [21, 15, 2] },
  booking_second: {
    client: 'clinique',
    project: 'booking',
    drafted: [21, 14, 40],
    sent: [21, 15, 4],
    paid: [27, 9, 37],
  },
  app_wrong: {
    client: 'velomondo',
    project: 'app',
    drafted: [21, 15, 11],
    sent: [21, 15, 19],
    cancelled: [22, 10, 55],
  },
  rebrand_second: { client: 'brightwater', project: 'rebrand', drafted: [21, 15, 33], sent: [21, 15, 48] },
  app_right: {
    client: 'velomondo',
    project: 'app',
    drafted: [22, 10, 58],
    notes: 'Replaces the invoice of yesterday, which was made out to the wrong address.',
    sent: [22, 11, 6],
  },
  portfolio_final: {
    client: 'hollis',
    project: 'portfolio',
    drafted: [28, 10, 14],
    notes: 'The last one for this project. Thank you for the lighthouse.',
    sent: [28, 10, 31],
  },
  twice: { client: 'clinique', project: 'booking', drafted: [28, 15, 20], deleted: [28, 15, 23] },
  booking_third: { client: 'clinique', project: 'booking', drafted: [28, 15, 26] },
  site_first: { client: 'brightwater', project: 'site', drafted: [29, 10, 41] },
  app_second: { client: 'velomondo', project: 'app', drafted: [29, 10, 49] },
} as const satisfies Record<string, Bill>;
