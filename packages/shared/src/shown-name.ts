import { isVisible } from './contracts/visible-text.ts';
import { harmless, isolated } from './shown-text.ts';

/** Somebody, as an answer names them. */
export interface Named {
  display_name: string;
  username?: string | null | undefined;
  /** The user name, where the display name alone does not tell who it is. */
  told_apart_by?: string | undefined;
}

/** What is shown of somebody: the name, and what tells them from others of that name; raw neither of them. */
export function shownName({ display_name, username, told_apart_by }: Named): {
  name: string;
  beside: string | undefined;
} {
  const name = harmless(display_name);
  if (isVisible(name.replaceAll('\ufffd', ''))) return { name, beside: told_apart_by };
  // Nobody sees such a name.
  return { name: told_apart_by ?? username ?? name, beside: undefined };
}

/** Somebody's name within a text: `Mia Meyer`, or, where others are called alike, `Mia Meyer (mia.m)`. */
export function nameOf(person: Named): string {
  const { name, beside } = shownName(person);
  return beside === undefined ? isolated(name) : `${isolated(name)} (${isolated(beside)})`;
}
