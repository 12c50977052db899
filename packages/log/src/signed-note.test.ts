import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { leafHash } from './hash.ts';
import { generateSigner, type NoteSigner, parseSigner, parseVerifier, verifierOf } from './note-keys.ts';
import { parseNote, signNote, verifierOfNote } from './signed-note.ts';

// The example in the documentation of Go's golang.org/x/mod/sumdb/note.
const secret = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const known = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const published = `${text}
— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

function signerOf(key: string): NoteSigner {
  const signer = parseSigner(key);
  if (!signer) throw new Error('not a signer');
  return signer;
}
const newSigner = () => signerOf(generateSigner('example.com/activity'));
const { verifier: peter } = signerOf(secret);
const checkpoint = { size: 4711, root: leafHash('a root') };

test('a note is signed as others sign it', () => {
  expect(signNote(text, signerOf(secret))).toBe(published);
  expect(peter.text).toBe(known);
  expect(parseVerifier(known)).toEqual(peter);
});

test('a signature is one that the Ed25519 of the platform accepts, and the other way round', () => {
  const { verifier, sign: signBytes } = newSigner();
  const message = Buffer.from('message');
  const key = (publicKey: Uint8Array) => ({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
    format: 'jwk' as const,
  });
  expect(verify(null, message, key(verifier.publicKey), signBytes(message))).toBe(true);
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const other = verifierOf('other', Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url'));
  const note = signNote(text, { verifier: other, sign: (bytes) => sign(null, bytes, privateKey) });
  expect(verifierOfNote(parseNote(note) ?? { text: '', signatures: [] }, [peter, other])).toBe(other);
});

test('a changed note has nobody to vouch for it, nor has one that only strangers signed', () => {
  const opened = (note: string, verifiers = [peter]) => {
    const parsed = parseNote(note);
    return parsed && verifierOfNote(parsed, verifiers)?.name;
  };
  expect(opened(published)).toBe('PeterNeumann');
  expect(opened(published.replace('your', 'her'))).toBeUndefined();
  expect(opened(published, [newSigner().verifier])).toBeUndefined();
  expect(opened(`${published}— PeterNeumann x08go/ZJkuBS\n`)).toBeUndefined();
  expect(opened(`${published}— stranger AAAAAAAA\n`)).toBe('PeterNeumann');
});

test.each([
  '',
  'text\n',
  'text\n\n',
  'text\n\n— name',
  'text\n\n— name x08gow==\n',
  'text\n\n- name x08go/ZJ\n',
])('%j is no note', (note) => {
  expect(parseNote(note)).toBeUndefined();
});

test('a checkpoint says what was signed, and is read with old and new keys', () => {
  const first = newSigner();
  const second = newSigner();
  const note = signCheckpoint(checkpoint, first);
  expect(note.split('\n').slice(0, 4)).toEqual([
    'example.com/activity',
    '4711',
    Buffer.from(checkpoint.root, 'hex').toString('base64'),
    '',
  ]);
  expect(openCheckpoint(note, [second.verifier, first.verifier])).toEqual({
    ok: true,
    checkpoint: { origin: 'example.com/activity', ...checkpoint },
    verifier: first.verifier,
  });
  expect(openCheckpoint(note, [second.verifier])).toEqual({ ok: false, problem: 'unsigned' });
  expect(openCheckpoint(note.replace('4711', '4712'), [first.verifier])).toEqual({
    ok: false,
    problem: 'unsigned',
  });
  expect(openCheckpoint(published, [peter])).toEqual({ ok: false, problem: 'unreadable' });
});

test('the key of another log vouches for nothing here', () => {
  const other = signerOf(generateSigner('elsewhere.example/activity'));
  const note = signNote(`example.com/activity\n1\n${Buffer.alloc(32).toString('base64')}\n`, other);
  expect(openCheckpoint(note, [other.verifier])).toEqual({ ok: false, problem: 'unsigned' });
});

test('what is not quite a key is none', () => {
  const key = generateSigner('example.com/activity');
  expect(parseSigner(`${key}\n`)?.verifier.name).toBe('example.com/activity');
  for (const broken of [
    '',
    key.slice(0, -4),
    key.replace('example', 'examplf'),
    key.replace('PRIVATE', 'PUBLIC'),
  ])
    expect(parseSigner(broken)).toBeUndefined();
  expect(parseVerifier(known.replace('c74f20a3', 'c74f20a4'))).toBeUndefined();
  expect(parseVerifier(known.replace('Peter', 'Peter '))).toBeUndefined();
});
