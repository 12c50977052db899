import { expect, test } from 'vitest';
import { tableText } from './table.ts';

test('a table is Markdown with columns in line, figures to the right', () => {
  const rows = [
    { question: 'total', ms: '1.5' },
    { question: 'page', ms: '12' },
  ];
  expect(tableText({ title: 'Reads', rows })).toBe(
    [
      '### Reads',
      '',
      '| question |  ms |',
      '| -------- | --: |',
      '| total    | 1.5 |',
      '| page     |  12 |',
      '',
    ].join('\n'),
  );
});
