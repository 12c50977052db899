import type { PersonKey } from './people.ts';

/** How somebody works. Workdays are counted from 0; times of day are minutes after midnight. */
export interface Habits {
  joins: number;
  /** Workdays on which the person is ill or away. */
  away: readonly number[];
  begins: number;
  /** Minutes of work a day that are recorded. */
  minutes: number;
  /** The share of days with a timer; on the others, entries are written at the end of the day. */
  timer_share: number;
  /** What sort of notes the person leaves. */
  craft: 'lead' | 'code' | 'design' | 'words' | 'office';
}

export const habits: Record<PersonKey, Habits> = {
  admin: { joins: 0, away: [8, 17, 24], begins: 540, minutes: 150, timer_share: 0.3, craft: 'office' },
  lena: { joins: 0, away: [6, 18], begins: 525, minutes: 420, timer_share: 0.9, craft: 'lead' },
  jonas: { joins: 0, away: [], begins: 550, minutes: 440, timer_share: 1, craft: 'code' },
  amara: { joins: 0, away: [13], begins: 535, minutes: 425, timer_share: 0.95, craft: 'design' },
  mateo: {
    joins: 0,
    away: [10, 11, 12, 13, 14],
    begins: 495,
    minutes: 430,
    timer_share: 0.75,
    craft: 'code',
  },
  sofia: { joins: 4, away: [22], begins: 560, minutes: 395, timer_share: 0.6, craft: 'words' },
};
