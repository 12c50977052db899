import { expect, test } from 'vitest';
import { nameText } from './fields.ts';
import { lookAlikes } from './generate-look-alikes.ts';
import { isReservedName, nameKey } from './look-alikes.ts';
import { LOOKS_LIKE } from './look-alikes-table.ts';
import { createUserInput, username, usernameKey } from './user.ts';

const name = nameText(200);
const accepts = (value: string) => name.safeParse(value).success;

test('what is not seen, or turns what is beside it, is in no name', () => {
  const unseen = [
    ...Array.from('\u0000\u0007\n\r\t\u001b\u007f\u0085\u009f'), // control
    ...Array.from('\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c'), // direction
    ...Array.from('\u200b\u2060\u2061\ufeff\u00ad\u034f\u180e\u206a'), // without width
    ...Array.from('\u115f\u1160\u3164\uffa0\u2800'), // blank letters and signs
    ...Array.from('\u2028\u2029\ufff9\ue000\u{e0001}\u{e0041}\u{f0000}\u0378'),
    ...Array.from('\u200c\u200d\ufe0f\ufe00\u{e0100}\u180b'), // nothing that needs them
  ];
  for (const character of unseen) {
    const code = character.codePointAt(0)?.toString(16);
    expect(accepts(`Anna${character}Berg`), code).toBe(false);
    expect(accepts(character), code).toBe(false);
  }
  expect(name.safeParse('Anna \u202eBerg').error?.issues[0]?.message).toBe(
    'must not contain control or invisible characters (U+202E)',
  );
  for (const nothing of ['', ' ', '\u00a0', '\u3000 \u2003', '\u0301']) expect(accepts(nothing)).toBe(false);
  expect(accepts('half \ud83d')).toBe(false);
});

test('names of people and things from everywhere are names', () => {
  const names = [
    'Anna Berg',
    "Siobhán O'Connor",
    'Łukasz Żółć',
    'Nguyễn Thị Minh',
    'José (HR) & Söhne #7',
    '1 & 1',
    'R²',

    '山田 太郎',
    '山田\u3000太郎',
    '葛\u{e0100}飾',
    '김민수',
    'Юлия Ёлкина',
    'Ελένη',
    'שרה לוי',
    'محمد علي',
    'علی\u200cرضا',
    'می\u200cخواهم',
    'क्\u200dष',
    'श्री',
    'ক্\u200cষ',
    'ශ්\u200dරී',
    'ᠮᠣᠩᠭᠣᠯ\u180bᠠ',
    '👩‍💻 Team',
    '❤️',
    '👨‍👩‍👧‍👦',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🇩🇪',
    '1️⃣',
    '👍🏽',
    '👩‍❤‍👨',
    '☺︎',
    '…',
    'A–B',
    '⭐',
  ];
  for (const one of names) expect(name.safeParse(one), one).toMatchObject({ success: true, data: one });
});

test('nobody is called like the product, nor so that it looks like it', () => {
  const reserved = [
    'System',
    'system',
    ' SYSTEM ',
    'S y s t e m',
    'Sуstem',
    'Ѕystеm',
    'Ｓｙｓｔｅｍ',
    '𝐒𝐲𝐬𝐭𝐞𝐦',
    'Systém',
    'sys-tem',

    'Administrator',
    'ADMINISTRATOR',
    'Аdministrator',
    'Adrninistrator',
    'Adm1nistrat0r',
    'Administratorin',

    'Deleted User',
    'deleted-user-5',
    'Deleted User #12',
    'DeIeted User',
    'Deleted\u00a0User',
    'Dеletеd Usеr',
    'Gelöschter Benutzer',
    'gelöschte person',
  ];
  for (const one of reserved) expect(isReservedName(one), one).toBe(true);
  for (const one of ['Sys Temple', 'Systematic', 'Anna Admin', 'admin', 'user', 'Löscher', 'Deleter'])
    expect(isReservedName(one), one).toBe(false);
  const account = { username: 'eve', email: 'eve@example.com', display_name: 'Eve', password: 'long enough' };
  expect(createUserInput.safeParse(account).success).toBe(true);
  for (const part of [
    { display_name: 'Sуstem' },
    { display_name: 'Admіnіstrator' },
    { username: 'Administrator' },
    { username: 'deleted-user-7' },
  ])
    expect(createUserInput.safeParse({ ...account, ...part }).success).toBe(false);
});

test('names that look alike have the same key, others do not', () => {
  for (const alike of ['Αnnа Веrg'.toLowerCase(), 'ANNA BERG', 'Anna\u00a0 Berg', 'Ánna Berg', 'AnnaBerg'])
    expect(nameKey(alike), alike).toBe(nameKey('Anna Berg'));
  expect(nameKey('Anna Borg')).not.toBe(nameKey('Anna Berg'));
});

test('a user name has 1 to 80 letters of any script, digits and some signs', () => {
  const good = [
    'a',
    'john.doe',
    'John Doe',
    'anna@berg.example',
    'a_b-c+d',
    'юлия',
    '山田太郎',
    'श्री',
    '𠮷'.repeat(80),
  ];
  for (const one of good) expect(username.safeParse(one), one).toMatchObject({ success: true, data: one });
  const bad = [
    '',
    ' ',
    'a'.repeat(81),
    'a/b',
    'a\u200db',
    'a\u202eb',
    'a\tb',
    'a\u00a0b',
    '\u3164',
    '🙂',
    'a#b',
    '\u0301a',
  ];
  for (const one of bad) expect(username.safeParse(one).success, one).toBe(false);
  expect(usernameKey(' Jose\u0301 ')).toBe('josé');
});

test.each([
  'Ⓢystem',
  'Ⓐdministrator',
  'Ⓓeleted User',
  '🅂ystem',
  '5ystem',
  '$ystem',
  'Admini5trator',
  'Deleted Users',
  'Deleted User #5',
  'System 7',
  'ꓢystem',
  'Ꮪystem',
  'ꮪystem',
  'ꓢꓬꓢꓔꓰꓟ',
  'ЅҮЅТЕМ',
  'sʏsᴛᴇᴍ',
  'Ƽystem',
  'Ꭰeleted ᑌser',
  'Administrаtоr',
  'ᎪᎠᎷⲒⲚⲒᏚtrator',
  'System (automatic)',
  'System Bot',
  'System - automatisch',
  'system.bot',
  'Ꮪystem (automatic)',
  'Eve [System]',
  'Eve / Administrator',
  'Bot–System',
  'Deleted User of Acme',
  'System Administrator',
  'The Administrator',
  'An Administrator',
  'Thе Аdministrator',
  'TheAdministrator',
  'The System',
  'A System (automatic)',
  'Die Administratorin',
  'Das System',
  'Eve [The Administrator]',
  'Lena Brandt Administrator',
  'Lena Brandt the Administrator',
  'Lena Brandt Adm1nistrator',
  'Lena Brandt Deleted User',
  'Lena Brandt The System',
])('%s is read as the product’s own name', (reserved) => {
  expect(isReservedName(reserved)).toBe(true);
});

test.each([
  'Sylvia 5',
  'Team $',
  'Systemhaus',
  'Systemhaus (Berlin)',
  'ERP System',
  'Das Systemhaus',
  'The Administration',
  'ada.administrator',
  'Anna Diesing',
  'Delta',
  '3M',
  'Eve (Acme)',
  'ᏣᎳᎩ',
  'ꓡꓲꓢꓴ',
])('%s is not', (free) => {
  expect(isReservedName(free)).toBe(false);
});

test('the table of what looks alike is what its data say', () => {
  expect(LOOKS_LIKE).toEqual(lookAlikes());
});
