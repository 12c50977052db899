/**
 * Letters of other scripts, digits and signs that look like Latin letters, in pairs: what it looks like stands at the same
 * place. Taken from the confusables of Unicode (UTS 39) as far as they are letters of everyday fonts; of the database, too
 * (`name_key`).
 */
export const LOOKS_LIKE = {
  others: 'абвгԁеѕіїјкӏмпорԛгстуԝхʏһѵԍαβγεηικνορτυωχϲϳοօոսհցքզяıƖǀ|!1i0ɑɡɩʟɴʀøн',
  latin: 'abbrdeslljklmnopqrctywxyhvgabyenlkvoptuwxcjoonuhgqqrllllllloagllnroh',
} as const;

const others = Array.from(LOOKS_LIKE.others);
const latin = Array.from(LOOKS_LIKE.latin);
const look = new Map(others.map((letter, index) => [letter, latin[index] ?? letter]));

/** What is left of a name to whoever looks at it fleetingly: two names that look alike have the same. */
export const nameKey = (name: string): string =>
  Array.from(
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[\p{M}\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/gu, ''),
    (letter) => look.get(letter) ?? letter,
  )
    .join('')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w');

/** What the product itself is called in the trail, and who was forgotten, in each language. */
const reserved = [
  'System',
  'Das System',
  'The System',
  'Administrator',
  'Administratorin',
  'Administrators',
  'Deleted User',
  'Deleted Users',
  'Gelöschter Benutzer',
  'Gelöschte Person',
  'Gelöschtes Konto',
];
const reservedKeys = new Set(reserved.map(keyOf));

/** Digits and signs that are read as letters within a word: "5ystem", "$ystem", "Admini5trator". */
const READ_AS: Record<string, string> = { $: 's', 5: 's', '@': 'a', 4: 'a', 3: 'e', 7: 't', '€': 'e' };

/** Without signs, and without a number behind it: "Deleted User #5", "deleted-user-5"; circled letters are letters. */
function keyOf(name: string): string {
  const numbered = name.normalize('NFKD').replace(/(?<=\p{L})[^\p{L}\p{M}|!]*\p{N}+$/u, '');
  const letters = numbered.replaceAll(/[$@€3457]/gu, (sign) => READ_AS[sign] ?? sign);
  return nameKey(letters.replaceAll(/[^\p{L}\p{M}\p{N}|!]/gu, ''));
}

/** Whether nobody may be called so, nor so that it looks like it: it is the product's own name for somebody. */
export const isReservedName = (name: string): boolean => reservedKeys.has(keyOf(name));
