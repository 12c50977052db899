import { jsonWeight } from '@timetracker/shared';

/** An event as it stands in the text of a job. */
export interface EventCut {
  start: number;
  end: number;
  /** About how much memory it takes when it is read, bytes; see `weightOf`. */
  weight: number;
}

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/** The list stands in the job's object, and the events in the list. */
const DEPTH_OF_EVENTS = 2;

/**
 * Finds where the events of a job begin and end, without reading them: reading may take twenty times as much memory as
 * the text, which is only known afterwards.
 * @param json the data of a job, `{"events":[…]}`
 * @returns undefined when it has no such list
 */
export function cutEvents(json: string): EventCut[] | undefined {
  const events: EventCut[] = [];
  let list: 'before' | 'named' | 'inside' | 'after' = 'before';
  let depth = 0;
  let start = -1;
  let weight = 0;
  const close = (end: number) => {
    if (start >= 0) events.push({ start, end, weight });
    start = -1;
    weight = 0;
  };
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code <= SPACE) continue;
    const isBetween = list === 'inside' && depth === DEPTH_OF_EVENTS;
    if (isBetween && (code === COMMA || code === CLOSE_LIST)) close(at);
    else if (isBetween && start < 0) start = at;
    if (code === QUOTE) {
      const end = endOfText(json, at);
      if (list === 'before' && depth === 1 && json.startsWith('"events"', at)) list = 'named';
      weight += jsonWeight.text + end - at;
      at = end;
    } else if (code === OPEN_OBJECT || code === OPEN_LIST) {
      depth++;
      weight += jsonWeight.container;
      if (list === 'named') list = code === OPEN_LIST ? 'inside' : 'before';
      if (list === 'inside' && depth === DEPTH_OF_EVENTS) weight = 0;
    } else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      depth--;
      if (list === 'inside' && depth < DEPTH_OF_EVENTS) list = 'after';
    } else if (code === COMMA) weight += jsonWeight.scalar;
    else if (code !== COLON && list === 'named') list = 'before';
  }
  return list === 'after' ? events : undefined;
}

/** @returns where the closing quote stands, or the end of what does not close */
function endOfText(json: string, start: number): number {
  for (let at = start + 1; ; at++) {
    at = json.indexOf('"', at);
    if (at < 0) return json.length;
    let escapes = 0;
    while (json.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return at;
  }
}
