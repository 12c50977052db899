import { setImmediate } from 'node:timers/promises';

/** Elements that are written at once. */
const SLICE = 1_000;

/** Whether writing an answer in one go would keep everybody else waiting. */
export const isLong = (answer: object): boolean =>
  Object.values(answer).some((value) => Array.isArray(value) && value.length > SLICE);

/** The same text as JSON.stringify, piece by piece; between two pieces of a long list others have their turn. */
export async function* jsonInSlices(answer: object): AsyncGenerator<string> {
  let before = '{';
  for (const [name, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (Array.isArray(value) && value.length > SLICE) yield* listInSlices(value);
    else yield JSON.stringify(value);
  }
  yield before === '{' ? '{}' : '}';
}

async function* listInSlices(list: readonly unknown[]): AsyncGenerator<string> {
  for (let start = 0; start < list.length; start += SLICE) {
    const slice = JSON.stringify(list.slice(start, start + SLICE)).slice(1, -1);
    yield `${start === 0 ? '[' : ','}${slice}`;
    await setImmediate();
  }
  yield ']';
}
