import { facetTerm, pairTerm, wordsOf, wordTerm } from './words.ts';

/** What is indexed of an activity. */
export interface Indexed {
  user_id: number | null;
  project_id: number | null;
  entity_type: string;
  action: string;
  entity_name: string | null;
  description: string;
}

interface Word {
  places: number[];
  /** Where it stands before another word. */
  before: Map<string, number[]>;
}

/** Gathers everything that activities can be found by: words, each two that are neighbours, and facets. */
export class TermCollector {
  readonly #words = new Map<string, Word>();
  readonly #facets = {
    user: new Map<number, number[]>(),
    project: new Map<number, number[]>(),
    type: new Map<string, number[]>(),
    action: new Map<string, number[]>(),
  };

  /** @param place ascending from call to call */
  add(place: number, activity: Indexed): void {
    if (activity.entity_name !== null) this.#addText(place, activity.entity_name);
    this.#addText(place, activity.description);
    const { user, project, type, action } = this.#facets;
    if (activity.user_id !== null) note(user, activity.user_id, place);
    if (activity.project_id !== null) note(project, activity.project_id, place);
    note(type, activity.entity_type, place);
    note(action, activity.action, place);
  }

  #addText(place: number, text: string): void {
    let before: Word | undefined;
    for (const word of wordsOf(text)) {
      if (before) note(before.before, word, place);
      before = this.#words.get(word);
      if (!before) this.#words.set(word, (before = { places: [], before: new Map() }));
      if (before.places.at(-1) !== place) before.places.push(place);
    }
  }

  /** Every term with its places, ascending. */
  *terms(): Generator<[term: string, places: number[]]> {
    for (const [word, { places, before }] of this.#words) {
      yield [wordTerm(word), places];
      for (const [next, neighbours] of before) yield [pairTerm(word, next), neighbours];
    }
    const { user, project, type, action } = this.#facets;
    for (const [id, places] of user) yield [facetTerm.user(id), places];
    for (const [id, places] of project) yield [facetTerm.project(id), places];
    for (const [name, places] of type) yield [facetTerm.type(name), places];
    for (const [name, places] of action) yield [facetTerm.action(name), places];
  }
}

/** An activity has a term once, however often it says it. */
function note<Key>(known: Map<Key, number[]>, key: Key, place: number): void {
  const places = known.get(key);
  if (!places) known.set(key, [place]);
  else if (places.at(-1) !== place) places.push(place);
}
