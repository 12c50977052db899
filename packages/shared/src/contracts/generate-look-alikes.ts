import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * What Unicode's confusables (UTS 39) do not say, since they tell letters of one shape apart that differ in size, and which
 * in everyday fonts are read as the same: small capitals, and letters that are written like others in a hurry.
 */
const BESIDES = {
  others: 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢʍбгԍїкӏмптһαβγεηικντυωχςϳոսհցքʗ|!1iI0ɩн',
  latin: 'abcdefghijklmnoprstuvwyzmbrgiklmnthabyenlkvtuwxojnuhgqclllllolh',
} as const;

const table = createRequire(import.meta.url)('unhomoglyph/data.json') as Record<string, string>;

/**
 * Characters that look like one Latin letter or digit each, in pairs: what it looks like stands at the same place of
 * `latin`. Those that compatibility normalization (NFKD) makes Latin letters of are not among them.
 */
export function lookAlikes(): { others: string; latin: string } {
  const besides = new Map(Array.from(BESIDES.others).map((letter, at) => [letter, BESIDES.latin.charAt(at)]));
  const look = new Map<string, string>();
  for (const [letter, shape] of Object.entries(table)) {
    if (/^\p{ASCII}$/u.test(letter) || letter.normalize('NFKD') !== letter) continue;
    const plain = shape.normalize('NFKD').replaceAll(/\p{M}/gu, '');
    const one = plain === 'rn' ? 'm' : (besides.get(plain) ?? plain);
    if (/^[a-z0-9!]$/i.test(one)) look.set(letter, one);
  }
  for (const [letter, one] of besides) look.set(letter, one);
  // A small letter that Unicode says nothing about is shaped like its capital.
  for (const [letter, one] of look) {
    const small = letter.toLowerCase();
    if (!/^\p{ASCII}*$/u.test(small) && !look.has(small)) look.set(small, one.toLowerCase());
  }
  const pairs = [...look].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { others: pairs.map(([letter]) => letter).join(''), latin: pairs.map(([, one]) => one).join('') };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { others, latin } = lookAlikes();
  writeFileSync(
    fileURLToPath(new URL('look-alikes-table.ts', import.meta.url)),
    `/** Written by generate-look-alikes.ts; the database has the same in \`name_key\`. */
export const LOOKS_LIKE = {
  others: '${others}',
  latin: '${latin}',
} as const;
`,
  );
}
