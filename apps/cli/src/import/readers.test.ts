import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FormatName, formatNames, formats } from './formats.ts';
import { MAX_ROW_BYTES, type SourceRow } from './source-row.ts';

/** Reads a text cut into pieces of some size; what breaks it comes last. */
async function read(format: FormatName, text: string | Buffer, size = 7): Promise<unknown[]> {
  const rows: (SourceRow | string)[] = [];
  const reader = formats[format].read((row) => rows.push(row));
  const bytes = Buffer.from(text);
  try {
    for (let from = 0; from < bytes.length; from += size)
      await reader.push(bytes.subarray(from, from + size));
    await reader.end();
  } catch (error) {
    rows.push(error instanceof Error ? error.message : String(error));
  }
  return rows;
}

const header = 'username,action,entity_type,entity_id,entity_name,extra_data,created_at';
const filled = {
  username: 'anna',
  action: 'created',
  entity_type: 'task',
  created_at: '2025-01-01T00:00:00Z',
};
const line = (name: string) => `anna,created,task,1,${name},,2025-01-01T00:00:00Z`;

describe('ndjson', () => {
  test('numbers lines as an editor does, and passes over empty ones', async () => {
    expect(await read('ndjson', '{"a":1}\r\n\n  \n{"a":"\u00e9"}')).toEqual([
      { number: 1, content: { a: 1 } },
      { number: 4, content: { a: 'é' } },
    ]);
  });

  test('reads on after a line that cannot be read', async () => {
    const text = Buffer.concat([
      Buffer.from('{"a":1}\nnope\n[1]\n{"a":"'),
      Buffer.from([0xff]),
      Buffer.from(`"}\n{"a":"${'x'.repeat(MAX_ROW_BYTES)}"}\n{"a":2}\n`),
    ]);
    const rows = await read('ndjson', text, 65_536);
    expect(rows.map((row) => (row instanceof Object && 'unreadable' in row ? row.unreadable : row))).toEqual([
      { number: 1, content: { a: 1 } },
      'is not JSON',
      'is not a JSON object',
      'is not valid UTF-8',
      'is longer than 1,048,576 bytes',
      { number: 6, content: { a: 2 } },
    ]);
  });

  test('without any object it is another format; before the first one some lines may be bad', async () => {
    const broken = 'is not NDJSON: no line is a JSON object, from line 2 on';
    expect(await read('ndjson', '\na,b\n1,2\n')).toEqual([broken]);
    expect(await read('ndjson', `\n${'x\n'.repeat(1_000)}{"a":1}`)).toEqual([broken]);
    expect(await read('ndjson', 'x\n{"a":1}')).toHaveLength(2);
    expect(await read('ndjson', '')).toEqual([]);
  });
});

describe('csv', () => {
  test('quotes, line ends within them, CRLF, and the line that a row begins on', async () => {
    const text = [header, line('"a ""b"", c"'), '', line('"two\r\nlines\nand more"'), line('')].join('\r\n');
    for (const size of [1, 2, 3, 1_000]) {
      expect(await read('csv', text, size)).toEqual([
        { number: 2, content: { ...filled, entity_id: 1, entity_name: 'a "b", c' } },
        { number: 4, content: { ...filled, entity_id: 1, entity_name: 'two\r\nlines\nand more' } },
        { number: 7, content: { ...filled, entity_id: 1 } },
      ]);
    }
  });

  test('quoted nothing is empty text, and extra_data is JSON', async () => {
    const row = 'anna,created,task,x,"","{""a"":[1]}",2025-01-01T00:00:00Z';
    expect(await read('csv', `${header}\n${row}`)).toEqual([
      { number: 2, content: { ...filled, entity_id: 'x', entity_name: '', extra_data: { a: [1] } } },
    ]);
  });

  test('reads on after a row that cannot be read', async () => {
    const rows = [
      line('5" pipe'),
      line('fine'),
      line('one,more'),
      line('\xff'),
      line('é').replace(',,', ',{,'),
    ];
    const bytes = Buffer.from(`${[header, ...rows].join('\n')}\n`.replace('é', '\u00e9'), 'latin1');
    expect(await read('csv', bytes)).toMatchObject([
      { number: 2, unreadable: 'has a quote within a field that is not quoted' },
      { number: 3, content: { entity_name: 'fine' } },
      { number: 4, unreadable: 'has 8 fields, and the header 7' },
      { number: 5, unreadable: 'is not valid UTF-8' },
      { number: 6, unreadable: 'is not valid UTF-8' },
    ]);
    expect(
      await read('csv', [header, line('x').replace(',,', ',{,'), line('"open')].join('\n')),
    ).toMatchObject([
      { number: 2, unreadable: 'extra_data is not JSON' },
      { number: 3, unreadable: 'opens a quote that is not closed' },
    ]);
  });

  test('of rows with a wrong quote no other one is lost', async () => {
    const wrong = [
      ['"x"y', 'has something behind a closing quote'],
      ['"x" ', 'has something behind a closing quote'],
      ['""x', 'has something behind a closing quote'],
      ['"a "b" c"', 'has something behind a closing quote'],
      ['"x"y,"z"', 'has something behind a closing quote'],
      ['5"', 'has a quote within a field that is not quoted'],
      ['x"y"z', 'has a quote within a field that is not quoted'],
      [' "x"', 'has a quote within a field that is not quoted'],
    ] as const;
    for (const [end, size] of [
      ['\n', 7],
      ['\r\n', 1],
      ['\r', 3],
    ] as const) {
      const lines = wrong.flatMap(([cell]) => [line(cell), line('"fine ""one"""')]);
      const rows = await read('csv', [header, ...lines].join(end), size);
      expect(rows).toMatchObject(
        wrong.flatMap(([, unreadable], index) => [
          { number: 2 + 2 * index, unreadable },
          { number: 3 + 2 * index, content: { entity_name: 'fine "one"' } },
        ]),
      );
    }
    // A quote that is closed in a later line is one row, from the line that it begins on.
    const open = [header, line('"open'), line('x'), line('"x"'), line('fine')].join('\n');
    expect(await read('csv', open)).toMatchObject([
      { number: 2, unreadable: 'has something behind a closing quote' },
      { number: 5, content: { entity_name: 'fine' } },
    ]);
  });

  test('a CR or LF that ends no line is refused where it is not quoted', async () => {
    const cases = [
      ['\n', '\r', 'a CR'],
      ['\r\n', '\r', 'a CR'],
      ['\r', '\n', 'an LF'],
    ] as const;
    for (const [end, other, sign] of cases) {
      const bad = line(`two${other}parts`);
      const rows = [header, bad, line('fine'), line('x') + other + line('y'), line(`"q${other}"`)];
      const unreadable = `has ${sign} within a field that is not quoted: it ends no line, as those of this file end otherwise`;
      expect(await read('csv', rows.join(end), 5)).toMatchObject([
        { number: 2, unreadable },
        { number: 3, content: { entity_name: 'fine' } },
        { number: 4, unreadable },
        { number: 5, content: { entity_name: `q${other}` } },
      ]);
    }
  });

  test('numbers are what is written, or refused', async () => {
    const at = (id: string) => line('x').replace(',1,', `,${id},`);
    const rows = ['7', '007', '0', '-0', '00', '1e3', '+7', '9007199254740993'];
    const padded = 'entity_id must be a whole number without zeros in front';
    expect(await read('csv', [header, ...rows.map(at)].join('\n'))).toMatchObject([
      { content: { entity_id: 7 } },
      { unreadable: padded },
      { content: { entity_id: 0 } },
      { unreadable: padded },
      { unreadable: padded },
      { content: { entity_id: '1e3' } },
      { content: { entity_id: '+7' } },
      { content: { entity_id: '9007199254740993' } },
    ]);
  });

  test.for([
    ['', 'is empty: a header is needed'],
    ['username;colour\n', /^has the unknown column "colour" in its header; known: action, /],
    [
      'username;action,colour\n',
      'has commas and semicolons in its header, line 1: what separates columns cannot be told',
    ],
    ['sep=|\nusername,action\n', /^has the unknown column "username,action" in its header; known: action, /],
    ['username,username,action', 'has the column "username" twice'],
    ['username,action', 'lacks columns in its header: entity_type, entity_id, created_at'],
    ['a"b\n', 'has a header that cannot be read: has a quote within a field that is not quoted'],
  ] as const)('the header %j is none', async ([text, message]) => {
    expect(await read('csv', text)).toEqual([
      message instanceof RegExp ? expect.stringMatching(message) : message,
    ]);
  });

  test('a quote that swallows the file ends it', async () => {
    const text = `${header}\n${line('fine')}\n${line('"')}\n${`${line('x')}\n`.repeat(40_000)}`;
    expect(await read('csv', text, 65_536)).toEqual([
      expect.objectContaining({ number: 2 }),
      'has a row that is longer than 1,048,576 bytes, below line 2: is a quote not closed?',
    ]);
  });
});

describe('timetracker-json', () => {
  const list = [
    { number: 1, content: { a: { activities: [1] } } },
    { number: 2, content: 5 },
  ];
  test.for([
    ['[{"a":{"activities":[1]}},5]', list],
    [' {"x":[[{}],{"activities":[7]}],"activities":[{"a":{"activities":[1]}},5],"total":2}\n', list],
    ['{"activities":[]}', []],
    ['', ['is empty']],
    [' ', ['is not JSON: there is nothing in it']],
    ['5', ['is neither a JSON list nor an object with one']],
    ['{"total":5}', ['has no list "activities"']],
    ['{"activities":{"a":5}}', ['has something else than a list as "activities", at byte 14']],
    ['id,user', ['is broken JSON at byte 0: unexpected "i"']],
    ['[{"a":{"activities":[1]}},5,', [...list, 'ends too early, at byte 28: it is not the whole file']],
    ['[{"a":{"activities":[1]}},5 6]', [...list, 'is broken JSON at byte 28: unexpected "6"']],
    ['[{"a":{"activities":[1]}},5,]', list],
    [
      '{"activities":[{"a":{"activities":[1]}},5],"activities":[]}',
      [...list, 'has the list "activities" twice, at byte 56'],
    ],
    ['[{"a":{"activities":[1]}},5]]', [...list, 'is broken JSON at byte 28: unexpected "]"']],
  ] as const)('%s', async ([text, rows]) => {
    for (const size of [1, 5, 1_000]) expect(await read('timetracker-json', text, size)).toEqual(rows);
  });

  test('reads on after an activity that cannot be read', async () => {
    const text = Buffer.concat([
      Buffer.from('[{"a":1},{"a":NaN},{"a":"'),
      Buffer.from([0xff]),
      Buffer.from(`"},{"a":"${'x'.repeat(2 * MAX_ROW_BYTES)}"},{"a":[}},{"a":1,},{"a":"]\\"}"}]`),
    ]);
    for (const size of [9, 65_536])
      expect(await read('timetracker-json', text, size)).toMatchObject([
        { number: 1, content: { a: 1 } },
        { number: 2, content: '{"a":NaN}', unreadable: 'is not JSON' },
        { number: 3, unreadable: 'is not valid UTF-8' },
        { number: 4, unreadable: 'is longer than 1,048,576 bytes' },
        { number: 5, unreadable: 'is not JSON' },
        { number: 6, unreadable: 'is not JSON' },
        { number: 7, content: { a: ']"}' } },
      ]);
  });
});

describe('csv as spreadsheets write it', () => {
  const columns = header.split(',');
  const fields = ['anna', 'created', 'task', '1', '"a;b\tc,d"', '', '2025-01-01T00:00:00Z'];
  const content = { ...filled, entity_id: 1, entity_name: 'a;b\tc,d' };
  test.for([
    ['semicolons', ';', '\r\n', ''],
    ['tabs', '\t', '\n', ''],
    ['CR alone', ',', '\r', ''],
    ['CR alone and semicolons', ';', '\r', ''],
    ['sep=', '|', '\r\n', 'sep=|\r\n'],
    ['quoted sep=', ';', '\n', '"sep=;"\n'],
    ['SEP= and CR alone', ';', '\r', 'SEP=;\r'],
    ['sep= and a blank', ';', '\n', 'sep= ;\n'],
    ['sep= and blanks, quoted', '\t', '\r\n', '"sep= \t "\r\n'],
  ] as const)('%s', async ([, delimiter, end, first]) => {
    const lines = [columns, fields, fields].map((cells) => cells.join(delimiter) + end);
    const from = first === '' ? 2 : 3;
    for (const size of [1, 2, 5, 1_000])
      expect(await read('csv', first + lines.join('') + end, size)).toEqual([
        { number: from, content },
        { number: from + 1, content },
      ]);
  });

  test('lines are counted by their ends, whatever stands within quotes', async () => {
    for (const [end, within] of [
      ['\r', '\r'],
      ['\r', '\n'],
      ['\n', '\r'],
      ['\n', '\r\n'],
    ] as const) {
      const rows = [header, line(`"two${within}lines"`), line('5" pipe'), line('fine')];
      const inside = within.includes(end) ? 1 : 0;
      expect(await read('csv', rows.join(end))).toMatchObject([
        { number: 2, content: { entity_name: `two${within}lines` } },
        { number: 3 + inside, unreadable: 'has a quote within a field that is not quoted' },
        { number: 4 + inside, content: { entity_name: 'fine' } },
      ]);
    }
  });

  test('capitals and blanks in the header, and delimiters behind the last column', async () => {
    const text = `Username,ACTION,Entity Type,entity-id,Entity_Name,Extra_Data,Created_At,,\n${line('x')},,\n${line('x')}\n${line('x')},y\n`;
    const row = { ...filled, entity_id: 1, entity_name: 'x' };
    expect(await read('csv', text)).toMatchObject([
      { number: 2, content: row },
      { number: 3, content: row },
      { number: 4, unreadable: 'has 8 fields, and the header 7' },
    ]);
    expect(await read('csv', `username,USERNAME,action\n`)).toEqual(['has the column "username" twice']);
  });

  test('extra_data is read exactly', async () => {
    const row = (json: string) => line('x').replace('x,', `x,"${json.replaceAll('"', '""')}"`);
    expect(
      await read('csv', [header, row('{"a":[1,12345678901234567890]}'), row('{"a":1,"a":2}')].join('\n')),
    ).toMatchObject([
      { number: 2, unreadable: 'extra_data.a.1 is a number that cannot be kept exactly; send it as text' },
      { number: 3, unreadable: 'extra_data.a stands twice in its object' },
    ]);
  });
});

test('ndjson with CR alone, and with numbers that cannot be kept', async () => {
  for (const end of ['\r', '\r\n', '\n'])
    expect(
      await read('ndjson', ['{"a":1}', '{"a":1e400}', '', '{"a":"\ufeff\ud83d\ude00"}', ''].join(end), 3),
    ).toMatchObject([
      { number: 1, content: { a: 1 } },
      { number: 2, unreadable: 'a is a number that cannot be kept exactly; send it as text' },
      { number: 4, content: { a: '\ufeff\ud83d\ude00' } },
    ]);
});

test.for(formatNames)('%s reads the same however the file is cut', async (format) => {
  const names = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(names, fc.integer({ min: 1, max: 40 }), async (texts, size) => {
      const objects = texts.map((text) => ({ ...filled, entity_id: 1, entity_name: text }));
      const file = {
        ndjson: objects.map((one) => `${JSON.stringify(one)}\n`).join(''),
        csv: `${[header, ...texts.map((text) => line(`"${text.replaceAll('"', '""')}"`))].join('\n')}\n`,
        'timetracker-json': JSON.stringify({ activities: objects }),
      }[format];
      expect(await read(format, file, size)).toMatchObject(objects.map((content) => ({ content })));
    }),
    { numRuns: 100 },
  );
});
