import type { TaskRecord } from '../task-facts.ts';

export const internalTasks = {
  planning: {
    name: 'Weekly planning',
    description: 'Mondays, half past nine, with coffee.',
    day: 0,
    by: 'admin',
    assignee: 'lena',
  },
  office: {
    name: 'Bookkeeping and offers',
    day: 0,
    by: 'admin',
    assignee: 'admin',
  },
  blog: {
    name: 'Blog',
    description: 'One post a week, written by whoever learned something.',
    day: 4,
    by: 'lena',
    assignee: 'sofia',
  },
  library: {
    name: 'Component library',
    description: 'What we build twice goes here.',
    day: 0,
    by: 'jonas',
    assignee: 'jonas',
    remarks: [
      { by: 'mateo', body: 'The date picker of the booking project is a candidate.' },
      { by: 'jonas', body: 'As soon as somebody needs it a second time.' },
    ],
  },
  design_library: {
    name: 'Design library',
    day: 0,
    by: 'amara',
    assignee: 'amara',
  },
  website: {
    name: 'Our own website',
    description: 'The shoemaker has holes in his shoes.',
    day: 13,
    by: 'admin',
    assignee: 'sofia',
    assigned_by: 'admin',
    priority: 'low',
    raised: 'normal',
    due: 22,
    hours: 18,
    reviewer: 'admin',
    remarks: [
      { by: 'sofia', body: 'I have thrown away the page about our values. Nobody opened it.' },
      { by: 'admin', body: 'Good. Put the shop of Nordhaus there when it is live.' },
    ],
  },
  intern: {
    name: 'Job advert for an intern',
    day: 21,
    by: 'admin',
    assignee: 'lena',
    due: 6,
    hours: 4,
    remarks: [{ by: 'lena', body: 'Paid, six months, no coffee making. Everybody makes their own.' }],
  },
} satisfies TaskRecord;
