import type { PersonalFields } from '@timetracker/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FOLDED_TO_ASCII, foldWord, MARKS } from '../words/fold-word.ts';
import { foldedWordsOf, textWords } from '../words/text-words.ts';
import { namesOf, recognizerBy, recognizerOf, sequenceOf } from './names.ts';
import { redact, type SubjectRelation } from './redact.ts';
import { nothingFound, REPLACEMENT, redactText } from './redact-text.ts';
import { subjectRelation } from './subject-relation.ts';

const iris = recognizerOf(
  namesOf([
    { username: 'iris.novak', display_name: 'Iris Novák', email: 'iris@novak.example' },
    { username: 'inovak7', display_name: 'Iris Weiß' },
  ]),
);
const mark = recognizerOf(namesOf([{ username: 'mark', display_name: 'Mark', email: 'mark@example.com' }]));
const redacted = (text: string, names = iris, involved = false) =>
  redactText(text, names, involved, nothingFound());

test.each([
  ['Assigned task "Logo" to Iris Novák', 'Assigned task "Logo" to Deleted User'],
  ['IRIS  NOVA\u0301K, iris-novák and Novák, Iris', 'Deleted User, Deleted User and Deleted User'],
  ['Iris Novak, IRIS WEISS, Weiss Iris', 'Deleted User, Deleted User, Deleted User'],
  [
    'Iris%20Nov%C3%A1k, Iris&nbsp;Wei&szlig;; iris%40novak.example!',
    'Deleted User, Deleted User; Deleted User!',
  ],
  ['100%25 of Iris&#32;Weiß%2C &amp; 7%', '100%25 of Deleted User%2C &amp; 7%'],
  ['write to <Iris@Novak.example>!', 'write to <Deleted User>!'],
  ["Iris Weiß's, iris_weiss", "Deleted User's, Deleted User"],
  ['@iris.novak and inovak7', '@Deleted User and Deleted User'],
  ['inovak77, xiris.novak and iris.novaky, Iris', 'inovak77, xiris.novak and iris.novaky, Iris'],
  ['Iris Weiß/IRIS WEIß', 'Deleted User/Deleted User'],
])('%s', (text, expected) => {
  expect(redacted(text)).toBe(expected);
});

test('a name that is a word is replaced only where the person is involved or mentioned', () => {
  const text = 'Mark the spot, @mark, a@mark, remark; mark@example.com';
  expect(redacted(text, mark)).toBe('Mark the spot, @Deleted User, a@mark, remark; Deleted User');
  expect(redacted(text, mark, true)).toBe(
    'Deleted User the spot, @Deleted User, a@Deleted User, remark; Deleted User',
  );
  const found = nothingFound();
  redactText(text, mark, false, found);
  expect(found).toEqual({ replaced: 2, ambiguousReplaced: 1, ambiguousLeft: 2 });
});

test('what vouches for an erasure or a purge loses names in its reason, and nothing else of its metadata', () => {
  const root = recognizerOf(
    namesOf([{ username: 'root', display_name: 'Purged Task', email: 'root@x.example' }]),
  );
  const extra_data = { erasure_id: 'root', root: 'root', entity_type: 'root', reason: 'Asked root' };
  const personal = {
    entity_name: 'root',
    description: 'By root',
    extra_data,
    ip_address: null,
    user_agent: null,
  };
  const told = { user_id: null, entity_type: 'audit', entity_id: 7, extra_data };
  expect(
    redact(personal, root, subjectRelation({ ...told, action: 'purged' }, { user_id: 7 })).fields,
  ).toMatchObject({
    entity_name: 'Deleted User',
    description: 'By Deleted User',
    extra_data: { ...extra_data, reason: 'Asked Deleted User' },
  });
  expect(
    redact(personal, root, subjectRelation({ ...told, action: 'held' }, { user_id: 7 })).fields?.extra_data,
  ).toHaveProperty('Deleted User');
});

test.each([
  ['2026', 'Invoice 2026-0012, sent in 2026'],
  ['front-end', 'Fix the front end, and the front-end'],
  ['q1', 'The Q1 report'],
])("the user name %s, which is a common word, damages nobody else's text", (username, text) => {
  const names = recognizerOf(namesOf([{ username, display_name: 'Iris Novák' }]));
  expect(redacted(text, names)).toBe(text);
  expect(redacted(`by @${username}`, names)).toBe('by @Deleted User');
});

test.each([
  ['Łukasz Żółć', 'LUKASZ ZOLC'],
  ['Søren Æbelø', 'Soren Aebelo'],
  ['José Muñoz', 'jose munoz'],
  ['Νίκος Παπάς', 'ΝΙΚΟΣ ΠΑΠΑΣ'],
  ['Işıl İnce', 'ISIL INCE'],
  ['Vera van Loo', 'van Loo, Vera'],
])('%s is also %s', (display_name, text) => {
  expect(redacted(text, recognizerOf(namesOf([{ display_name }])))).toBe('Deleted User');
});

test('vowels of other scripts make another name', () => {
  expect(redacted('राम कुमर', recognizerOf(namesOf([{ display_name: 'राम कुमार' }])))).toBe('राम कुमर');
});

test('whatever folds to ASCII is known to the scan', () => {
  const known = new RegExp(FOLDED_TO_ASCII, 'u');
  const marks = new RegExp(MARKS, 'gu');
  const missed: string[] = [];
  for (let code = 0x80; code < 0x11_0000; code++) {
    if (code >= 0xd8_00 && code < 0xe0_00) continue;
    const letter = String.fromCodePoint(code);
    if (!/[\p{L}\p{N}]/u.test(letter) || /[^a-z0-9]/.test(foldWord(letter))) continue;
    const apart = letter.normalize('NFD');
    if (/[^a-z0-9]/i.test(apart.replaceAll(marks, '')) && !known.test(apart)) missed.push(letter);
  }
  expect(missed).toEqual([]);
});

test('metadata loses names in texts and keys, wherever they are; keys do not fall together', () => {
  const personal = {
    entity_name: null,
    description: 'Did',
    extra_data: { 'iris.novak': 1, 'Iris Novák': [{ by: 'Iris Novák' }, 5, null], __proto: true },
    ip_address: '::1',
    user_agent: 'curl',
  };
  expect(redact(personal, iris, { involved: false, device: true }).fields).toEqual({
    entity_name: null,
    description: 'Did',
    extra_data: { 'Deleted User': 1, 'Deleted User 2': [{ by: 'Deleted User' }, 5, null], __proto: true },
    ip_address: null,
    user_agent: null,
  });
  expect(
    redact({ ...personal, extra_data: {} }, iris, { involved: false, device: false }).fields,
  ).toBeUndefined();
});

test.each<[Parameters<typeof subjectRelation>[0], SubjectRelation]>([
  [
    { user_id: 5, entity_type: 'task', entity_id: 1, extra_data: {} },
    { involved: true, device: true },
  ],
  [
    { user_id: 6, entity_type: 'user', entity_id: 5, extra_data: {} },
    { involved: true, device: false },
  ],
  [
    { user_id: null, entity_type: 'user', entity_id: 5, extra_data: {} },
    { involved: true, device: true },
  ],
  [
    { user_id: null, entity_type: 'user', entity_id: 0, extra_data: {}, ip_address: '203.0.113.7' },
    { involved: false, device: true },
  ],
  [
    { user_id: 6, entity_type: 'task', entity_id: 1, extra_data: {}, ip_address: '203.0.113.7' },
    { involved: false, device: false },
  ],
  [
    { user_id: 6, entity_type: 'task', entity_id: 5, extra_data: { task_id: 5 } },
    { involved: false, device: false },
  ],
  [
    {
      user_id: 6,
      entity_type: 'task',
      entity_id: 1,
      extra_data: { changes: { assignee_id: { before: null, after: 5 } } },
    },
    { involved: true, device: false },
  ],
  [
    {
      user_id: 6,
      entity_type: 'project',
      entity_id: 1,
      extra_data: { changes: { members: { before: 5, after: null } } },
    },
    { involved: true, device: false },
  ],
])('%j involves person 5: %j', (told, expected) => {
  expect(subjectRelation(told, { user_id: 5, addresses: ['203.0.113.7'] })).toEqual(expected);
});

test.each([{ assignee: 5 }, { participants: [2, 5] }, { by: { id: 5, name: 'Mark' } }, { reviewed_by: '5' }])(
  '%j tells of person 5',
  (extra_data) => {
    const told = { user_id: 6, entity_type: 'task', entity_id: 1, extra_data };
    expect(subjectRelation(told, { user_id: 5 }).involved).toBe(true);
    expect(subjectRelation(told, { user_id: 4 }).involved).toBe(false);
  },
);

const word = fc.constantFrom(
  'iris',
  'Iris',
  'NOVÁK',
  'nova\u0301k',
  'novak',
  'Weiß',
  'mark',
  'Deleted',
  'User',
  'inovak7',
  'x',
  '7',
);
const gap = fc.constantFrom(' ', '.', '@', '-', '', ', ', '\n', '_', '😀');
const texts = fc.array(fc.tuple(word, gap), { maxLength: 12 }).map((parts) => parts.flat().join(''));
const identity = fc.record({
  username: fc.array(word, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('.')),
  display_name: fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
  email: fc.tuple(word, word).map(([a, b]) => `${a}@${b}.example`),
});
const fields: fc.Arbitrary<PersonalFields> = fc.record({
  entity_name: fc.option(texts),
  description: texts,
  extra_data: fc.dictionary(texts, fc.oneof(texts, fc.array(texts), fc.integer()), { noNullPrototype: true }),
  ip_address: fc.option(fc.constant('::1')),
  user_agent: fc.option(texts),
});

/** The sequences of words in a text beside what was replaced. */
const sequencesOf = (text: string) =>
  text.split(REPLACEMENT).flatMap((part) => {
    const words = foldedWordsOf(part);
    return words.flatMap((_, from) =>
      words.slice(from).map((__, more) => sequenceOf(words.slice(from, from + more + 1))),
    );
  });

test('no distinctive name is left anywhere, no name at all where the person is involved, and once is enough', () => {
  fc.assert(
    fc.property(
      fields,
      fc.array(identity, { minLength: 1, maxLength: 2 }),
      fc.boolean(),
      (personal, identities, involved) => {
        const names = recognizerOf(namesOf(identities));
        const { fields: changed } = redact(personal, names, { involved, device: involved });
        const after = changed ?? personal;
        const { entity_name, description, user_agent, extra_data } = after;
        const all = [entity_name ?? '', description, user_agent ?? '', ...Object.entries(extra_data).flat(2)]
          // A number says nothing of a person, whatever their user name.
          .filter((one) => typeof one === 'string')
          .flatMap(sequencesOf);
        expect(all.filter((one) => names.recognize(one) === 'distinctive')).toEqual([]);
        if (involved) {
          expect(all.filter((one) => names.recognize(one))).toEqual([]);
          expect([after.ip_address, after.user_agent]).toEqual([null, null]);
        }
        expect(redact(after, names, { involved, device: involved }).fields).toBeUndefined();
      },
    ),
    { numRuns: 2_000 },
  );
});

test('texts without a name stay as they are, character by character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const other = recognizerOf(
        namesOf([{ username: 'somebody.else', display_name: 'Some Body', email: 'some@body.example' }]),
      );
      expect(redacted(text, other)).toBe(text);
    }),
  );
});

test.each(['I. Weiß', 'Weißens', 'irisweiss', 'Iris', 'Iris M. Weiß', 'Iris%2520Weiß'])(
  '%s is not recognized',
  (text) => {
    expect(redacted(text)).toBe(text);
  },
);

test('a text of thousands of words is nobody’s name, and a long name is looked for as it is', () => {
  const many = Array.from({ length: 4_333 }, (_, index) => `w${index}`).join(' ');
  expect(namesOf([{ display_name: many }, { username: many }, { email: many }])).toEqual([]);
  const letters = 'a b c d e f g h i j';
  expect(namesOf([{ display_name: letters }]).map(({ words }) => words.join(' '))).toEqual([letters]);
  expect(redacted(`So said ${letters} k`, recognizerOf(namesOf([{ display_name: letters }])))).toBe(
    'So said Deleted User k',
  );
});

test('names are found by following words as they are found by trying every length', () => {
  const word = fc.constantFrom('ann', 'van', 'loo', 'weiß', 'Ö');
  const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(phrase, { maxLength: 5 }), phrase, phrase, (people, one, other) => {
      const names = namesOf(people.map((display_name) => ({ display_name })));
      const known = recognizerOf(names);
      const tried = recognizerBy(
        names.map(({ words }) => words.length),
        known.recognize,
      );
      const words = textWords(`${one}, ${other}`);
      for (const at of words.keys()) expect(known.startingAt(words, at)).toEqual(tried.startingAt(words, at));
    }),
  );
});
