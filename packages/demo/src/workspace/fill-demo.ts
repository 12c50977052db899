import { createAccount, type Principal } from '@timetracker/accounts';
import { actingAs, atTimeOf, type EntityManager, systemActor, User } from '@timetracker/db';
import type { CreateUserInput } from '@timetracker/shared';
import { deviceOf } from './perform/device-of.ts';
import { createIds } from './perform/ids.ts';
import { perform } from './perform/perform.ts';
import { planDemo } from './plan/plan-demo.ts';
import type { Step } from './plan/step.ts';
import type { Procedures } from './procedures.ts';
import type { Device } from './story/devices.ts';
import { colleagues, type PersonKey, people } from './story/people.ts';

/** How to sign in as somebody of the demo. */
export interface Demo {
  /** User names of its members. */
  usernames: string[];
  /** Everybody's. */
  password: string;
}

export interface FillDemoOptions {
  administrator: CreateUserInput;
  /** The procedures as somebody calls them from a device, within a transaction. */
  callerOf: (em: EntityManager, principal: Principal, device: Device) => Procedures;
  /** Of every other account. */
  password: string;
  /** The moment at which the demo ends. */
  now: Date;
  /** IANA name of the zone in which its people work. */
  time_zone: string;
}

const STEPS_AT_ONCE = 40;

/**
 * Creates the administrator and fills an empty workspace: lives the plan, each step through the procedure that people
 * use, as the person who takes it and at its time, so that rules, rights and capture apply.
 * @param em of a transaction, which makes it all or nothing
 */
export async function fillDemo(em: EntityManager, options: FillDemoOptions): Promise<Demo> {
  const { administrator, password, callerOf } = options;
  const { calendar, steps } = planDemo(options.now, options.time_zone);
  const ids = createIds();
  const principals = new Map<PersonKey, Principal>();
  const take = async (tx: EntityManager, step: Step) => {
    const principal = principals.get(step.by) ?? (await principalOf(tx, ids.of('person', step.by)));
    principals.set(step.by, principal);
    const api = callerOf(tx, principal, deviceOf(step, calendar.now));
    await atTime(step.at, () => perform({ api, ids, calendar, password }, step));
  };

  const begun = () => actingAs(systemActor, () => createAccount(em, administrator));
  ids.set('person', 'admin', await atTime(calendar.begins, begun));
  em.clear();
  for (let first = 0; first < steps.length; first += STEPS_AT_ONCE) {
    // The calls' own transactions join this one: what was captured is written at its end, in the order of the steps.
    await em.transactional(
      async (tx) => {
        for (const step of steps.slice(first, first + STEPS_AT_ONCE)) await take(tx, step);
      },
      { clear: true, ignoreNestedTransactions: true },
    );
    em.clear();
  }
  return { usernames: colleagues.map((person) => people[person].username), password };
}

const atTime = <Result>(instant: number, work: () => Result): Result =>
  atTimeOf(() => new Date(instant), work);

async function principalOf(em: EntityManager, id: number): Promise<Principal> {
  const { username, display_name, email, role } = await em.findOneOrFail(User, { id });
  return { id, username, display_name, email, role, via: 'session', scopes: [], service: false };
}
