import { type Element, jsonList } from './json-list.ts';
import { readValue } from './read-value.ts';
import { type BeginReading, excerptOf, MAX_ROW_BYTES, type SourceRow } from './source-row.ts';

/**
 * Reads an answer of `GET /api/activities`, or the bare list of its activities. What stands beside the list is passed
 * over. An activity that cannot be read is reported, and reading goes on; JSON that is broken between activities ends the
 * file at its byte, after those before it.
 */
export const readTimetrackerJson: BeginReading = (emit) => {
  let number = 0;
  let size = 0;
  const list = jsonList((element) => {
    number += 1;
    emit(asRow(number, element));
  });
  return {
    push: (chunk) => {
      list.write(chunk);
      size += chunk.length;
    },
    end: () => list.end(size),
  };
};

function asRow(number: number, { bytes, tooLong }: Element): SourceRow {
  const read = tooLong
    ? { unreadable: `is longer than ${MAX_ROW_BYTES.toLocaleString('en')} bytes` }
    : readValue(bytes);
  return 'value' in read ? { number, content: read.value } : { number, content: excerptOf(bytes), ...read };
}
