import type { Habits } from './habits.ts';

/** What people write beside their time, when they write something. */
export const notes: Record<Habits['craft'], readonly string[]> = {
  lead: [
    'Call and notes',
    'Feedback collected and sent on',
    'Prepared the next meeting',
    'Questions from the client',
    'Went through the open points',
    'Acceptance with the client',
    'Wrote it down for everybody',
  ],
  code: [
    'First version runs',
    'Tests',
    'Review comments',
    'Pairing',
    'Found it: a missing index',
    'Cleaned up after the experiment',
    'Looked at it in three browsers',
    'Deployed to the copy',
    'Reproduced the fault',
    'Refactoring before the next step',
  ],
  design: [
    'Sketches',
    'Second round',
    'Variants for small screens',
    'Colours and contrast',
    'Export and handover',
    'Clickable version',
    'Feedback worked in',
  ],
  words: ['First draft', 'Second draft', 'Research', 'Corrections', 'Shortened', 'Headlines', 'Read aloud'],
  office: [
    'Offer',
    'Invoices',
    'Payments checked',
    'Call with the bank',
    'Contracts',
    'Planning of the month',
  ],
};
