import { expect, test } from 'vitest';
import { leafHash, newLeaves } from './leaf.ts';

const facts = {
  id: 4711,
  event_id: '01890a5d-ac96-774b-bcce-b302099a8057',
  user_id: 5,
  action: 'updated',
  entity_type: 'task',
  entity_id: 42,
  project_id: null,
  source: 'app',
  created_at: '2026-03-01T12:00:00.000Z',
  recorded_at: '2026-03-01T12:00:00.250Z',
};
const personal = {
  entity_name: 'Äpfel "und" Birnen',
  description: 'Updated task',
  extra_data: { b: [1, 2.5, null], a: { z: 1e21, ä: 'ü' } },
  ip_address: '::1',
  user_agent: null,
};
const salt = '000102030405060708090a0b0c0d0e0f';

test('a leaf is what other tools make of the documented texts', () => {
  // Made with Python's hashlib: over salt and personal text, then over a zero byte and the entry.
  expect(leafHash(facts, personal, salt)).toBe(
    'c66cc204ac68c537a74d25b4fe9aab13f5f10ba29f3ed0df70b48d555284ceb4',
  );
});

test('the order of keys in free data does not matter, every other change does', () => {
  const hash = leafHash(facts, personal, salt);
  const turned = { a: { ä: 'ü', z: 1e21 }, b: [1, 2.5, null] };
  expect(leafHash(facts, { ...personal, extra_data: turned }, salt)).toEqual(hash);
  const changes = [
    ...Object.keys(facts).map((key) => ({ [key]: 'other' })),
    ...Object.keys(personal).map((key) => ({ [key]: key === 'extra_data' ? {} : 'other' })),
  ];
  for (const change of changes)
    expect(leafHash({ ...facts, ...change }, { ...personal, ...change }, salt)).not.toEqual(hash);
  expect(leafHash(facts, personal, '0'.repeat(32))).not.toEqual(hash);
});

test('every activity has a salt of its own', () => {
  const activity = { ...facts, ...personal };
  const [first, second] = newLeaves([activity, activity]);
  expect(first?.salt).toMatch(/^[0-9a-f]{32}$/);
  expect(first?.salt).not.toEqual(second?.salt);
  expect(first?.hash).toEqual(leafHash(facts, personal, first?.salt ?? salt));
});
