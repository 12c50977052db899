import { isUtf8 } from 'node:buffer';
import { type CsvError, parse } from 'csv-parse';
import { csvColumns } from './csv-columns.ts';
import { type CsvDialect, csvDialect } from './csv-dialect.ts';
import {
  type BeginReading,
  BrokenFile,
  MAX_ROW_BYTES,
  type RowReader,
  type SourceRow,
} from './source-row.ts';

/** A field that is not valid UTF-8. */
const GARBLED = Symbol('garbled');
/** Null: nothing stands there. Quoted nothing is empty text, as PostgreSQL writes it. */
type Field = string | null | typeof GARBLED;

/**
 * Reads CSV (RFC 4180) with a header, separated by commas, semicolons or tabs. Rows are known by the line that they begin
 * on. A row that cannot be read is reported, and reading goes on; one without end ends the file.
 */
export const readCsv: BeginReading = (emit) => {
  let start = Buffer.alloc(0);
  let reader: RowReader | undefined;
  const begin = (isWhole: boolean) => {
    const dialect = csvDialect(start, isWhole);
    if (dialect) reader = readDialect(dialect, emit);
    return dialect && reader?.push(start.subarray(dialect.preamble));
  };
  return {
    push: (chunk) => {
      if (reader) return reader.push(chunk);
      start = Buffer.concat([start, chunk]);
      return begin(false);
    },
    end: async () => {
      if (!reader) await begin(true);
      await reader?.end();
    },
  };
};

function readDialect(
  { delimiter, lineEnds, preamble }: CsvDialect,
  emit: (row: SourceRow) => void,
): RowReader {
  let columns: ReturnType<typeof csvColumns> | undefined;
  let doubled = 0;
  const before = preamble === 0 ? 0 : 1;
  let lastLine = before;
  let broken: Error | undefined;
  const lineEnd = lineEnds.at(-1) ?? '\n';

  const parser = parse({
    // Bytes as characters: whether they are UTF-8 is looked at field by field.
    encoding: 'latin1',
    delimiter,
    record_delimiter: lineEnds,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    skip_records_with_error: true,
    cast: (value, { quoting }): Field => (value === '' && !quoting ? null : decode(value)),
    // Emitted here instead of through the stream, so that a row belongs to its chunk.
    on_record: (record: readonly unknown[], { lines }) => {
      const fields = record as readonly Field[];
      // The parser counts CR and LF within quotes as lines, each of them.
      doubled += countOf(fields, lineEnd === '\r' ? '\n' : '\r');
      lastLine = before + lines - doubled;
      const number = lastLine - countOf(fields, lineEnd);
      if (columns) emit(asRow(columns(fields), fields, number));
      else columns = csvColumns(fields.map((field) => (typeof field === 'string' ? field.trim() : '')));
      return null;
    },
    on_skip: (error): undefined => {
      if (!columns) throw new BrokenFile(`has a header that cannot be read: ${reasonOf(error)}`);
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw new BrokenFile(tooLong(lastLine));
      const line = before + Number(error?.['lines']) - doubled;
      // One row may be wrong in several places.
      if (line === lastLine) return;
      emit({
        number: error?.code === 'CSV_QUOTE_NOT_CLOSED' ? lastLine + 1 : line,
        unreadable: reasonOf(error),
      });
      lastLine = line;
    },
  });
  parser.on('error', (error) => (broken ??= error));
  parser.resume();

  const wait = async (begin: (done: (error?: Error | null) => void) => void) => {
    await new Promise<void>((resolve) =>
      begin((error) => {
        broken ??= error ?? undefined;
        resolve();
      }),
    );
    if (broken) throw broken;
  };
  return {
    push: (chunk) => wait((done) => parser.write(chunk, done)),
    end: async () => {
      await wait((done) => parser.end(done));
      if (!columns) throw new BrokenFile('is empty: a header is needed');
    },
  };
}

const tooLong = (line: number) =>
  `has a row that is longer than ${MAX_ROW_BYTES.toLocaleString('en')} bytes, below line ${line}: is a quote not closed?`;

const NOT_ASCII = /\P{ASCII}/u;

function decode(bytes: string): Field {
  if (!NOT_ASCII.test(bytes)) return bytes;
  const buffer = Buffer.from(bytes, 'latin1');
  return isUtf8(buffer) ? buffer.toString('utf8') : GARBLED;
}

function countOf(fields: readonly Field[], character: string): number {
  let count = 0;
  for (const field of fields) {
    if (typeof field === 'string' && field.includes(character)) count += field.split(character).length - 1;
  }
  return count;
}

const reasons: Partial<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'opens a quote that is not closed',
  CSV_INVALID_CLOSING_QUOTE: 'has something behind a closing quote',
  INVALID_OPENING_QUOTE: 'has a quote within a field that is not quoted',
};
const reasonOf = (error: CsvError | undefined) =>
  reasons[error?.code ?? ''] ?? error?.message ?? 'cannot be read';

function asRow(content: object | string, fields: readonly Field[], number: number): SourceRow {
  if (fields.includes(GARBLED)) return { number, unreadable: 'is not valid UTF-8' };
  if (typeof content === 'string') return { number, content: fields, unreadable: content };
  return { number, content };
}
