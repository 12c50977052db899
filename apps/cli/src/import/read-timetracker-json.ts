import { jsonList } from './json-list.ts';
import { type BeginReading, BrokenFile, MAX_ROW_BYTES } from './source-row.ts';

const MOST = MAX_ROW_BYTES.toLocaleString('en');

/**
 * Reads an answer of `GET /api/activities`, or the bare list of its activities. What stands beside the list is passed
 * over. Broken JSON cannot be read on: it ends the file at its byte, after the activities before it.
 */
export const readTimetrackerJson: BeginReading = (emit) => {
  const isText = utf8Check();
  let number = 0;
  let seen = 0;
  let lastSign = 0;
  const list = jsonList((content) => {
    number += 1;
    lastSign = seen;
    emit({ number, content });
  });
  return {
    push: (chunk) => {
      if (!isText(chunk)) throw new BrokenFile(`is not valid UTF-8, somewhere after byte ${seen}`);
      list.write(chunk);
      seen += chunk.length;
      if (seen - lastSign > MAX_ROW_BYTES + chunk.length)
        throw new BrokenFile(
          `has no activity in the ${MOST} bytes after byte ${lastSign}: none is that long`,
        );
    },
    end: () => list.end(seen),
  };
};

/** @returns whether the next bytes go on as UTF-8 */
function utf8Check(): (chunk: Buffer) => boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (chunk) => {
    try {
      decoder.decode(chunk, { stream: true });
      return true;
    } catch {
      return false;
    }
  };
}
