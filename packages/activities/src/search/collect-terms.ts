import { bentTerm, facetTerm, pairTerm, wordsOf, wordTerm } from '../words/words.ts';
import type { Texts } from './phrase.ts';

/** What is indexed of an activity. */
export interface Indexed extends Texts {
  user_id: number | null;
  project_id: number | null;
  entity_type: string;
  action: string;
}

/** A word: where it is, and how it stands in the activity that is being added. */
interface Word {
  places: number[];
  /** Where it stands before another word. */
  before: Map<string, number[]>;
  /** Where it is not always between the same two others. */
  bent: number[];
  /** Its neighbours, where something stands before it. */
  link: { previous: string; next: string | undefined } | undefined;
  /** What follows it, where it begins a text. */
  opening: string | undefined;
}

/** About what a term and a place take in memory until they are written, bytes. */
const TERM_BYTES = 500;
const PLACE_BYTES = 8;

/**
 * Gathers everything that activities can be found by: words, each two that are neighbours, and facets. Also where a word
 * is bent: between different neighbours in different places of one activity, so that `a b` and `b c` need not be
 * `a b c`.
 */
export class TermCollector {
  readonly #words = new Map<string, Word>();
  readonly #facets = {
    user: new Map<number, number[]>(),
    project: new Map<number, number[]>(),
    type: new Map<string, number[]>(),
    action: new Map<string, number[]>(),
  };
  #bytes = 0;

  /** About how much memory it takes, bytes: it grows with the words that differ, not with the activities alone. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param place ascending from call to call */
  add(place: number, activity: Indexed): void {
    if (activity.entity_name !== null) this.#addText(place, activity.entity_name);
    this.#addText(place, activity.description);
    const { user, project, type, action } = this.#facets;
    if (activity.user_id !== null) this.#note(user, activity.user_id, place);
    if (activity.project_id !== null) this.#note(project, activity.project_id, place);
    this.#note(type, activity.entity_type, place);
    this.#note(action, activity.action, place);
  }

  #addText(place: number, text: string): void {
    const words = wordsOf(text);
    for (const [index, word] of words.entries()) {
      const known = this.#wordAt(place, word);
      const next = words[index + 1];
      if (next !== undefined) this.#note(known.before, next, place);
      if (isBent(known, words[index - 1], next)) this.#put(known.bent, place);
    }
  }

  #wordAt(place: number, word: string): Word {
    let known = this.#words.get(word);
    if (!known) {
      known = { places: [], before: new Map(), bent: [], link: undefined, opening: undefined };
      this.#words.set(word, known);
      this.#bytes += TERM_BYTES;
    }
    if (this.#put(known.places, place)) known.link = known.opening = undefined;
    return known;
  }

  /** An activity has a term once, however often it says it. */
  #note<Key>(known: Map<Key, number[]>, key: Key, place: number): void {
    const places = known.get(key);
    if (places) return void this.#put(places, place);
    known.set(key, [place]);
    this.#bytes += TERM_BYTES;
  }

  /** @returns whether the place is new */
  #put(places: number[], place: number): boolean {
    if (places.at(-1) === place) return false;
    places.push(place);
    this.#bytes += PLACE_BYTES;
    return true;
  }

  /** Every term with its places, ascending. */
  *terms(): Generator<[term: string, places: number[]]> {
    for (const [word, { places, before, bent }] of this.#words) {
      yield [wordTerm(word), places];
      if (bent.length > 0) yield [bentTerm(word), bent];
      for (const [next, neighbours] of before) yield [pairTerm(word, next), neighbours];
    }
    const { user, project, type, action } = this.#facets;
    for (const [id, places] of user) yield [facetTerm.user(id), places];
    for (const [id, places] of project) yield [facetTerm.project(id), places];
    for (const [name, places] of type) yield [facetTerm.type(name), places];
    for (const [name, places] of action) yield [facetTerm.action(name), places];
  }
}

/**
 * Takes note of a word's neighbours, and says whether a chain could break at it. A word that follows another only ever
 * follows that one, and is only ever followed by one; where it opens a text, the same one comes next, or nothing.
 */
function isBent(known: Word, previous: string | undefined, next: string | undefined): boolean {
  const { link, opening } = known;
  if (previous !== undefined) {
    if (link && (link.previous !== previous || link.next !== next)) return true;
    known.link = { previous, next };
  } else if (next !== undefined) {
    if (opening !== undefined && opening !== next) return true;
    known.opening = next;
  }
  return known.link !== undefined && known.opening !== undefined && known.link.next !== known.opening;
}
