import { consistencyParts } from '@timetracker/log';
import { expect, test } from 'vitest';
import { type AskConsistency, checkOwnCheckpoint } from './check-own-checkpoint.ts';
import { aLog, aSigner, checkpointOf } from './test-proof.ts';

const signer = aSigner();
const verifiers = [signer.verifier];
const noteOf = (size: number, log = aLog(size)) => checkpointOf(size, log.root, signer).note;
const SEALED = 40;
/** A log of forty entries that tells the truth. */
const ask: AskConsistency = (from, to) =>
  Promise.resolve(
    to > SEALED
      ? undefined
      : { from, from_root: '', to, to_root: '', path: aLog(to).rootsOf(consistencyParts(from, to)) },
  );
const now = noteOf(23);
const judge = async (note: string, by = ask) =>
  (await checkOwnCheckpoint(note, now, verifiers, by)).map(({ result, says }) => [result, says]);

const signed = [
  ['holds', 'proof.own.seal.holds'],
  ['holds', 'proof.own.now.holds'],
];

test('a kept checkpoint of the same log holds, whichever of the two is older', async () => {
  expect(await judge(noteOf(12))).toEqual([...signed, ['holds', 'proof.own.growth.holds']]);
  expect(await judge(noteOf(23))).toEqual([...signed, ['holds', 'proof.own.growth.same']]);
  expect(await judge(noteOf(33))).toEqual([...signed, ['holds', 'proof.own.growth.newer']]);
});

test('what pasting does to blanks and line breaks does no harm', async () => {
  const pasted = `\n  ${noteOf(12).replaceAll('\n', '\r\n')}\r\n\r\n`;
  expect(await judge(pasted)).toEqual([...signed, ['holds', 'proof.own.growth.holds']]);
});

test('a log that was written anew contradicts what was kept', async () => {
  for (const size of [12, 23, 33]) {
    const before = aLog(size, [3, aLog(1).root]);
    expect(await judge(noteOf(size, before))).toEqual([...signed, ['fails', 'proof.own.growth.fails']]);
  }
});

test('a log that was cut off, or whose proof is none, does so as well', async () => {
  expect(await judge(noteOf(50))).toEqual([...signed, ['fails', 'proof.own.growth.ahead']]);
  const wrong: AskConsistency = async (from, to) => ({
    ...((await ask(from, to)) ?? { from, from_root: '', to, to_root: '' }),
    path: ['x'],
  });
  expect(await judge(noteOf(12), wrong)).toEqual([...signed, ['fails', 'proof.own.growth.fails']]);
});

test('what nobody signed, what is of another log and what is no checkpoint is told apart', async () => {
  expect(await judge(checkpointOf(12, aLog(12).root, aSigner()).note)).toEqual([
    ['fails', 'proof.own.seal.unsigned'],
  ]);
  expect(await judge('anything')).toEqual([['fails', 'proof.own.seal.unreadable']]);
  const other = aSigner('example.org/other');
  const note = checkpointOf(12, aLog(12).root, other).note;
  const checks = await checkOwnCheckpoint(note, now, [...verifiers, other.verifier], ask);
  expect(checks.map(({ says }) => says)).toEqual(['proof.own.seal.elsewhere']);
});

test('the checkpoint of an empty log is continued by every log, which says nothing', async () => {
  expect(await judge(noteOf(0))).toEqual([...signed, ['open', 'proof.own.growth.empty']]);
});

test('a key of one’s own is believed instead of those that the server lists, also about the checkpoint of now', async () => {
  const forged = checkpointOf(23, aLog(23).root, aSigner());
  const checks = await checkOwnCheckpoint(noteOf(12), forged.note, verifiers, ask);
  expect(checks.map(({ says }) => says)).toEqual(['proof.own.seal.holds', 'proof.own.now.fails']);
});
