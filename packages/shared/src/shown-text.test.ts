import { expect, test } from 'vitest';
import { nameOf } from './shown-name.ts';
import { harmless, isolated } from './shown-text.ts';

test.each([
  ['Mia Meyer', 'Mia Meyer'],
  ['שלום', 'שלום'],
  ['👩‍💻 and ❤️', '👩‍💻 and ❤️'],
  ['می‌خواهم', 'می‌خواهم'],
  ['two\nlines\r\nof\ttext', 'two\nlines\nof\ttext'],
  ['soft\u00adhyphen and \ufeffmark and nothing\u200b', 'softhyphen and mark and nothing'],
  ['Eve\u202egnp.exe', 'Eve\ufffdgnp.exe'],
  [
    '\u202aone\u202btwo\u202cthree\u202dfour\u2066five\u2067',
    '\ufffdone\ufffdtwo\ufffdthree\ufffdfour\ufffdfive\ufffd',
  ],
  ['bell\u0007 and \u001b[31mred', 'bell\ufffd and \ufffd[31mred'],
  ['para\u2029graph', 'para\ngraph'],
  ['ends\u2069 another', 'ends\ufffd another'],
  ['begins\u2068 one', 'begins\u2068 one\u2069'],
  ['\u2068within \u2068twice\u2069\u2069', '\u2068within \u2068twice\u2069\u2069'],
])('%j is shown as %j', (text, shown) => {
  expect(harmless(text)).toBe(shown);
});

test.each([
  ['Mia Meyer 2', 'Mia Meyer 2'],
  ['two\nlines', 'two lines'],
  ['שלום 1', '\u2068שלום 1\u2069'],
  ['Eve\u202egnp', '\u2068Eve\ufffdgnp\u2069'],
])('%j is %j within a text', (text, shown) => {
  expect(isolated(text)).toBe(shown);
});

test.each([
  [{ display_name: 'Mia Meyer', username: 'mia.m' }, 'Mia Meyer'],
  [{ display_name: 'Mia Meyer', told_apart_by: 'mia.m' }, 'Mia Meyer (mia.m)'],
  [{ display_name: '\u200b\u2060', username: 'eve' }, 'eve'],
  [{ display_name: '\u202e \u202c', told_apart_by: 'eve' }, 'eve'],
  [{ display_name: 'שלום', told_apart_by: 'shalom' }, '\u2068שלום\u2069 (shalom)'],
])('%j is called %j', (person, name) => {
  expect(nameOf(person)).toBe(name);
});
