import type { InvoiceStatus } from '@timetracker/shared';
import type { Random } from '@timetracker/shared/random';
import { Agenda } from './agenda.ts';
import type { Client, Place } from './cast/worker.ts';
import { DISPLAY_NAMES, displayName } from './words/display-name.ts';
import { clientName, taskName, trialName, uniqueName } from './words/titles.ts';

/**
 * Ids of what is only told of (tasks, entries, invoices …) begin here: far above what the tables will ever give, so that
 * nothing real gets a history that is not its own.
 */
const TOLD_FROM = 1_000_000_000;
const FEW_GUESTS = 5;

/** Told of until it is paid, cancelled or deleted. */
export interface Invoice {
  id: number;
  number: string | null;
  client: Client;
  project: Place | null;
  status: InvoiceStatus;
  total_cents: number;
  line_count: number;
}

/** A project that is tried out and given up: it comes and goes within the history, and is in no table. */
export interface Trial {
  id: number;
  name: string;
  archived_at: string | null;
}

/** Somebody who is there for a while only, and is in no table. */
export interface Guest {
  id: number;
  username: string;
  display_name: string;
  email: string;
  role: 'member' | 'admin';
  deactivated_at: string | null;
}

export interface WorldOptions {
  random: Random;
  /** Of the whole history. */
  activities: number;
  /** The highest activity id before. A history tells of fewer things than it has activities. */
  last_id: number;
}

/** What there is besides people and projects. As much of it is remembered as may still be touched, and no more. */
export class World {
  readonly agenda = new Agenda();
  readonly drafts: Invoice[] = [];
  readonly prospects: Client[] = [];
  readonly trials: Trial[] = [];
  readonly guests: Guest[] = [];
  readonly #options: WorldOptions;
  readonly #invoicesOf = new Map<number, number>();
  #things = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
  }

  /** The id of something new. */
  nextId(): number {
    this.#things += 1;
    return TOLD_FROM + this.#options.last_id + this.#things;
  }

  /** For example `2026-0001`. */
  invoiceNumber(year: number): string {
    const number = (this.#invoicesOf.get(year) ?? 0) + 1;
    this.#invoicesOf.set(year, number);
    return `${year}-${String(number).padStart(4, '0')}`;
  }

  taskName(): string {
    return taskName(this.#options.random, this.#options.activities);
  }

  /** A name with a word that no other activity has. */
  uniqueName(): string {
    return uniqueName(this.#options.random, this.nextId() - TOLD_FROM);
  }

  newTrial(): Trial {
    const id = this.nextId();
    return { id, name: trialName(this.#options.random, id - TOLD_FROM), archived_at: null };
  }

  newClient(): Client {
    const id = this.nextId();
    const { random } = this.#options;
    const contact_name = displayName(random.whole(1, DISPLAY_NAMES));
    const name = clientName(random, id - TOLD_FROM);
    return { id, name, contact_name, phone: this.phoneNumber(), notes: '' };
  }

  /** Of a range that is kept for films. */
  phoneNumber(): string {
    return `+44 20 7946 0${String(this.#options.random.whole(0, 999)).padStart(3, '0')}`;
  }

  newGuest(): Guest {
    const id = this.nextId();
    const username = `guest-${id}`;
    const display_name = displayName(this.#options.random.whole(1, DISPLAY_NAMES));
    const email = `${username}@seed.example`;
    const guest: Guest = { id, username, display_name, email, role: 'member', deactivated_at: null };
    this.guests.push(guest);
    return guest;
  }

  /** One of the guests, or a new one while there are few. */
  guest(): Guest {
    return this.guests.length < FEW_GUESTS ? this.newGuest() : this.#options.random.pick(this.guests);
  }
}
