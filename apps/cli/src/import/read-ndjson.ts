import { type Line, Lines } from './lines.ts';
import { readValue } from './read-value.ts';
import { type BeginReading, BrokenFile, excerptOf, MAX_ROW_BYTES, type SourceRow } from './source-row.ts';

/** So many lines that cannot be read may precede the first one that can; after more of them it is another format. */
const MOST_DOUBTFUL = 100;

/** Reads one JSON object a line. Empty lines do not count; a line that is none is reported, and reading goes on. */
export const readNdjson: BeginReading = (emit) => {
  const lines = new Lines();
  let doubtful: SourceRow[] = [];
  let isNdjson = false;

  const notNdjson = () =>
    new BrokenFile(`is not NDJSON: no line is a JSON object, from line ${doubtful[0]?.number ?? 1} on`);
  /** Holds back what cannot be read until something could be: a file of another format is one error, not thousands. */
  const take = (line: Line) => {
    const row = asRow(line);
    if (!isNdjson && 'unreadable' in row) {
      doubtful.push(row);
      if (doubtful.length > MOST_DOUBTFUL) throw notNdjson();
      return;
    }
    isNdjson = true;
    for (const held of doubtful) emit(held);
    doubtful = [];
    emit(row);
  };
  return {
    push: (chunk) => lines.push(chunk).filter(isFilled).forEach(take),
    end: () => {
      lines.end().filter(isFilled).forEach(take);
      if (doubtful.length > 0) throw notNdjson();
    },
  };
};

const SPACE = 0x20;
const isFilled = ({ bytes }: Line) => bytes.some((byte) => byte > SPACE);

function asRow({ number, bytes, tooLong }: Line): SourceRow {
  const unreadable = (reason: string) => ({ number, content: excerptOf(bytes), unreadable: reason });
  if (tooLong) return unreadable(`is longer than ${MAX_ROW_BYTES.toLocaleString('en')} bytes`);
  const read = readValue(bytes);
  if ('unreadable' in read) return unreadable(read.unreadable);
  const content = read.value;
  const isObject = typeof content === 'object' && content !== null && !Array.isArray(content);
  return isObject ? { number, content } : unreadable('is not a JSON object');
}
