import { LOOKS_LIKE } from './look-alikes-table.ts';

const others = Array.from(LOOKS_LIKE.others);
const latin = Array.from(LOOKS_LIKE.latin);
const look = new Map(others.map((letter, index) => [letter, latin[index] ?? letter]));

const asLatin = (text: string) => Array.from(text, (letter) => look.get(letter) ?? letter).join('');

/** What is left of a name to whoever looks at it fleetingly: two names that look alike have the same. */
export const nameKey = (name: string): string =>
  // Capitals look like others than small letters do.
  asLatin(
    asLatin(
      name.normalize('NFKD').replaceAll(/[\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, ''),
    ).toLowerCase(),
  )
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** What the product itself is called in the trail, and who was forgotten, in each language. */
const reserved = [
  'System',
  'Administrator',
  'Administratorin',
  'Systemadministrator',
  'Administrators',
  'Deleted User',
  'Deleted Users',
  'Gelöschter Benutzer',
  'Gelöschte Person',
  'Gelöschtes Konto',
];
const ARTICLES = ['The', 'A', 'An', 'Der', 'Die', 'Das', 'Ein', 'Eine'];
const withArticles = reserved.flatMap((name) => [name, ...ARTICLES.map((article) => `${article} ${name}`)]);
const reservedKeys = new Set(withArticles.map(keyOf));
/** "ERP System" is somebody's own name. */
const reservedEndings = new Set(withArticles.filter((name) => name !== 'System').map(keyOf));
const MOST_WORDS = Math.max(...withArticles.map((name) => name.split(' ').length));

/** Digits and signs that are read as letters within a word: "5ystem", "$ystem", "Admini5trator". */
const READ_AS: Record<string, string> = { $: 's', 5: 's', '@': 'a', 4: 'a', 3: 'e', 7: 't', '€': 'e' };

/** Without signs, and without a number behind it: "Deleted User #5", "deleted-user-5"; circled letters are letters. */
function keyOf(name: string): string {
  const numbered = name.normalize('NFKD').replace(/(?<=\p{L})[^\p{L}\p{M}|!]*\p{N}+$/u, '');
  const letters = asLatin(numbered).replaceAll(/[$@€3457]/gu, (sign) => READ_AS[sign] ?? sign);
  return nameKey(letters.replaceAll(/[^\p{L}\p{M}\p{N}|!]/gu, ''));
}

/** What stands apart from the rest of a name: in brackets, or between signs. */
const partsOf = (name: string) =>
  name.split(/[\p{Ps}\p{Pe}\p{Pi}\p{Pf}/\\|:;,<>=+*~"·•–—]|\s[\p{P}\p{S}]+\s/u);

/** How a name begins: its first word, its first two, and so on. */
const beginningsOf = (name: string): string[] => {
  const words = name.trim().split(/[\s\p{P}]+/u, MOST_WORDS);
  return words.map((_, index) => words.slice(0, index + 1).join(' '));
};

/** How a name ends: its last word, its last two, and so on. What signs join is one word. */
const endingsOf = (name: string): string[] => {
  const words = name.trim().split(/\s+/u).slice(-MOST_WORDS);
  return words.map((_, index) => words.slice(index).join(' '));
};

/**
 * Whether nobody may be called so: it is the product's own name for somebody, looks like it, or says it of somebody besides:
 * "System", "Ѕystem", "System (automatic)", "System Bot", "Eve [System]", "The Administrator",
 * "Eve Administrator".
 */
export const isReservedName = (name: string): boolean =>
  [name, ...partsOf(name)].some(
    (part) =>
      [part, ...beginningsOf(part)].some((said) => reservedKeys.has(keyOf(said))) ||
      endingsOf(part).some((said) => reservedEndings.has(keyOf(said))),
  );
