import { cutEvents, type EventCut } from './cut-events.ts';

/** What a job carries: its payload as it was read, or, of a big one, its text with the places of the events. */
export type Carried =
  | { kind: 'read'; payload: unknown }
  | { kind: 'events'; json: string; cuts: readonly EventCut[] };

/** A smaller text cannot take more than some hundred kilobytes. */
export const SMALL = 64 * 1024;
/** Of an event, as text and in memory: more than any that may be posted. */
const MOST_TEXT = 256 * 1024;
const MOST_WEIGHT = 8 * 1024 * 1024;
/** Events of a big job that are read at once. */
const PART_WEIGHT = 8 * 1024 * 1024;
const MOST_EVENTS = 1_000;
/** What is kept of the text of an event that is too big to be read. */
const KEPT_TEXT = 64 * 1024;

/** @throws {SyntaxError} when a small one is no JSON */
export function carriedBy(json: string): Carried {
  if (json.length <= SMALL) return { kind: 'read', payload: JSON.parse(json) };
  const cuts = cutEvents(json);
  return cuts ? { kind: 'events', json, cuts } : { kind: 'read', payload: undefined };
}

/** A part of what a job carries: events that can be read together, or one that is too big to be read. */
export type Part = { weight: number; read: () => unknown[] } | { weight: number; tooBig: string };

/** What a big job carries, in the order in which it stands there. */
export function* partsOf({ json, cuts }: Extract<Carried, { kind: 'events' }>): Generator<Part> {
  const together = (some: readonly EventCut[]): Part => ({
    weight: some.reduce((sum, { weight }) => sum + weight, 0),
    read: () => JSON.parse(`[${json.slice(some[0]?.start, some.at(-1)?.end)}]`) as unknown[],
  });
  let some: EventCut[] = [];
  let weight = 0;
  for (const cut of cuts) {
    const isTooBig = cut.end - cut.start > MOST_TEXT || cut.weight > MOST_WEIGHT;
    if (some.length > 0 && (isTooBig || weight + cut.weight > PART_WEIGHT || some.length === MOST_EVENTS)) {
      yield together(some);
      some = [];
      weight = 0;
    }
    if (isTooBig) {
      yield { weight: 0, tooBig: json.slice(cut.start, cut.end) };
      continue;
    }
    some.push(cut);
    weight += cut.weight;
  }
  if (some.length > 0) yield together(some);
}

/** What is kept of an event that is too big to be read: how it begins. */
export const beginningOf = (json: string) => ({ characters: json.length, begins: json.slice(0, KEPT_TEXT) });
