import fc from 'fast-check';
import { oddText, oddValue } from './odd-values.ts';

/** Changes a value at one place, which `at` chooses: another value, a field less, or a field more. */
function damage(value: unknown, at: number, odd: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || at % 7 === 0) return odd;
  if (Array.isArray(value))
    return value.length === 0
      ? [odd]
      : value.map((part, index) =>
          index === at % value.length ? damage(part, Math.floor(at / 7), odd, key) : part,
        );
  const keys = Object.keys(value);
  const chosen = keys[at % (keys.length + 1)];
  const entries = Object.entries(value);
  if (chosen === undefined) return Object.fromEntries([...entries, [key, odd]]);
  if (at % 5 === 0) return Object.fromEntries(entries.filter(([name]) => name !== chosen));
  return Object.fromEntries(
    entries.map(([name, part]) => [
      name,
      name === chosen ? damage(part, Math.floor(at / 7), odd, key) : part,
    ]),
  );
}

/** Values as they come, and half as many with one to three damages. */
export const mostlyValid = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    valid,
    valid,
    fc
      .tuple(valid, fc.array(fc.tuple(fc.nat(), oddValue, oddText), { minLength: 1, maxLength: 3 }))
      .map(([value, damages]) =>
        damages.reduce((damaged, [at, odd, key]) => damage(damaged, at, odd, key), value),
      ),
  );

/** A body as bytes: as it is, and now and then cut off, with foreign bytes, or with numbers that no JavaScript holds. */
export const asBody = (value: fc.Arbitrary<unknown>): fc.Arbitrary<Buffer> =>
  fc.tuple(value, fc.nat(49), fc.double({ min: 0, max: 1, noNaN: true })).map(([content, way, share]) => {
    const bytes = Buffer.from(JSON.stringify(content) ?? '');
    const place = Math.floor(bytes.length * share);
    if (way === 0) return bytes.subarray(0, place);
    if (way === 1)
      return Buffer.concat([bytes.subarray(0, place), Buffer.from([0xff, 0xc0]), bytes.subarray(place)]);
    if (way === 2) return Buffer.from(bytes.toString().replace(/\d+/, '12345678901234567890'));
    if (way === 3) return Buffer.from(bytes.toString().replace(/\d+/, '1e400'));
    if (way === 4) return Buffer.from(bytes.toString().replace('{', '{"__proto__":{"role":"admin"},'));
    return bytes;
  });
