import type { Step } from '../plan/step.ts';
import { randomOf } from '../random.ts';
import { type Device, devices } from '../story/devices.ts';

const DAY_MS = 86_400_000;
const HOME_SHARE = 0.3;
const PHONE_SHARE = 0.05;
/** What nobody does on a phone. */
const onComputer = /invoice|client|person|project|member|add_entry/;

/** From which device somebody does something: a day is spent at the office or at home, some things are done on the way. */
export function deviceOf({ at, by, kind }: Step, now: number): Device {
  const day = Math.floor((now - at) / DAY_MS);
  const { office, home, phone } = devices[by];
  if (!onComputer.test(kind) && randomOf('phone', by, now - at).chance(PHONE_SHARE)) return phone;
  return randomOf('place', by, day).chance(HOME_SHARE) ? home : office;
}
