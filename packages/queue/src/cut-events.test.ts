import { weightOf } from '@timetracker/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutEvents } from './cut-events.ts';

const textsOf = (json: string) => cutEvents(json)?.map(({ start, end }) => json.slice(start, end));

test.each([
  ['{"events":[]}', []],
  [' { "events" : [ {"a":1} , 2,"x" ] } ', ['{"a":1} ', '2', '"x" ']],
  ['{"a":{"events":[1]},"events":[{"b":["]"]}]}', ['{"b":["]"]}']],
  [String.raw`{"events":[{"a\"":"\\"},"]\\\"],"]}`, [String.raw`{"a\"":"\\"}`, String.raw`"]\\\"],"`]],
  ['{"events":"none"}', undefined],
  ['{"events":{"0":1}}', undefined],
  ['{"events":1,"other":[1]}', undefined],
  ['[{"events":[1]}]', undefined],
  ['{}', undefined],
  ['{"events":[1', undefined],
])('%s', (json, expected) => {
  expect(textsOf(json)).toEqual(expected);
});

test('the events of any job are cut as reading it finds them, in both ways of writing it', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (events) => {
      for (const json of [JSON.stringify({ events }), JSON.stringify({ before: [1], events }, null, 1)])
        expect(textsOf(json)?.map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(events)));
    }),
  );
});

test('the weight of an event is about that of what is read', () => {
  const event = { event_id: 'x'.repeat(36), extra_data: { a: Array.from({ length: 1_000 }, () => ({})) } };
  const [cut] = cutEvents(JSON.stringify({ events: [event] })) ?? [];
  expect(cut?.weight).toBeGreaterThan(weightOf(event) * 0.9);
  expect(cut?.weight).toBeLessThan(weightOf(event) * 1.4);
});
