import { type Random, randomOf } from '../random.ts';
import { habits } from '../story/habits.ts';
import { notes } from '../story/notes.ts';
import { type Step, step } from './step.ts';
import type { Booking } from './tell-tasks.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const NOTED_SHARE = 0.4;
const CORRECTED_SHARE = 0.05;
const MISTAKEN_SHARE = 0.06;
/** A pause that is long enough to start the wrong timer in. */
const ROOM_MS = 4 * MINUTE_MS;

/**
 * How one person's day is recorded.
 * @param bookings those of one person and workday, in order
 */
export function tellTime(bookings: readonly Booking[]): Step[] {
  const day = joined(bookings);
  return day[0]?.timed
    ? day.flatMap((booking, nth) => timed(booking, day[nth - 1], day[nth + 1]))
    : written(day);
}

/** Nobody stops a timer only to start it again. */
function joined(bookings: readonly Booking[]): Booking[] {
  const day: Booking[] = [];
  for (const booking of bookings) {
    const before = day.at(-1);
    if (before?.to === booking.from && before.booked_task === booking.booked_task)
      day[day.length - 1] = { ...before, to: booking.to };
    else day.push(booking);
  }
  return day;
}

const randomFor = ({ person, workday, nth }: Booking) => randomOf('time', person, workday, nth);
const keyOf = ({ person, workday, nth }: Booking) => `${person}.${workday}.${nth}`;

const subjectOf = (booking: Booking, random: Random) => ({
  entry: keyOf(booking),
  project: booking.project,
  task: booking.booked_task,
  notes: random.chance(NOTED_SHARE) ? random.pick(notes[habits[booking.person].craft]) : '',
});

/** With a timer, which goes on to the next thing when there is no pause. */
function timed(booking: Booking, before: Booking | undefined, after: Booking | undefined): Step[] {
  const { person, from, to } = booking;
  const random = randomFor(booking);
  const steps: Step[] = [];
  const pause = before ? from - before.to : ROOM_MS;
  if (pause >= ROOM_MS && random.chance(MISTAKEN_SHARE)) steps.push(...mistaken(booking, random));
  steps.push(
    step(from, person, 'start_timer', { ...subjectOf(booking, random), stop_running: before?.to === from }),
  );
  if (after?.from !== to) steps.push(step(to, person, 'stop_timer', {}));
  if (random.chance(CORRECTED_SHARE))
    steps.push(correction(booking, to + random.whole(2, 9) * MINUTE_MS, random));
  return steps;
}

/** The wrong timer, noticed at once. */
function mistaken(booking: Booking, random: Random): Step[] {
  const { person, from } = booking;
  const entry = `${keyOf(booking)}.mistaken`;
  const at = from - random.whole(75, 160) * SECOND_MS;
  return [
    step(at, person, 'start_timer', {
      entry,
      project: 'internal',
      task: null,
      notes: '',
      stop_running: false,
    }),
    step(at + random.whole(14, 40) * SECOND_MS, person, 'stop_timer', {}),
    step(at + random.whole(46, 68) * SECOND_MS, person, 'delete_entry', { entry }),
  ];
}

/** At the end of the day, one after the other. */
function written(day: readonly Booking[]): Step[] {
  const last = day.at(-1);
  if (!last) return [];
  const random = randomFor(last);
  let at = last.to + random.whole(2, 18) * MINUTE_MS;
  return day.flatMap((booking) => {
    at += random.whole(28, 95) * SECOND_MS;
    const { person, from, to } = booking;
    const steps: Step[] = [step(at, person, 'add_entry', { ...subjectOf(booking, random), from, to })];
    if (random.chance(CORRECTED_SHARE)) steps.push(correction(booking, at + 20 * SECOND_MS, random));
    return steps;
  });
}

/** A better note, or an end that was a little earlier. */
function correction(booking: Booking, at: number, random: Random): Step {
  const entry = keyOf(booking);
  const craft = notes[habits[booking.person].craft];
  return random.chance(0.5)
    ? step(at, booking.person, 'change_entry', {
        entry,
        notes: `${random.pick(craft)}, ${random.pick(['finished', 'goes on tomorrow', 'half of it'])}`,
      })
    : step(at, booking.person, 'change_entry', { entry, to: booking.to - random.whole(3, 8) * MINUTE_MS });
}
