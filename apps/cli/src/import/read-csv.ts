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
/** A field that is not quoted, and has a CR or an LF that ends no line in this file. */
const STRAY = Symbol('stray');
/** Null: nothing stands there. Quoted nothing is empty text, as PostgreSQL writes it. */
type Field = string | null | typeof GARBLED | typeof STRAY;

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
  const otherEnd = lineEnd === '\r' ? '\n' : '\r';

  const parser = parse({
    // Bytes as characters: whether they are UTF-8 is looked at field by field.
    encoding: 'latin1',
    delimiter,
    record_delimiter: lineEnds,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MAX_ROW_BYTES,
    skip_records_with_error: true,
    // Else a wrong quote would take the rows behind it along. What is wrong is found in the row as it is written.
    relax_quotes: true,
    raw: true,
    cast: (value, { quoting }): Field => (quoting ? decode(value) : unquoted(value)),
    // Emitted here instead of through the stream, so that a row belongs to its chunk.
    on_record: (record: unknown, { lines }) => {
      const { record: fields, raw } = record as { record: readonly Field[]; raw: string };
      const written = raw.replace(/^[\r\n]+/, '').replace(/[\r\n]$/, '');
      // The parser counts CR and LF within a row as lines, each of them.
      doubled += countOf(written, otherEnd);
      lastLine = before + lines - doubled;
      const fault = quoteFault(written, delimiter);
      if (columns)
        emit(asRow(fault ?? columns(fields), fields, lastLine - countOf(written, lineEnd), otherEnd));
      else if (fault !== undefined) throw new BrokenFile(`has a header that cannot be read: ${fault}`);
      else columns = csvColumns(fields.map((field) => (typeof field === 'string' ? field.trim() : '')));
      return null;
    },
    on_skip: (error): undefined => {
      if (!columns) throw new BrokenFile(`has a header that cannot be read: ${reasonOf(error)}`);
      if (error?.code === 'CSV_MAX_RECORD_SIZE') throw new BrokenFile(tooLong(lastLine));
      emit({ number: lastLine + 1, unreadable: reasonOf(error) });
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

const unquoted = (bytes: string): Field => {
  if (bytes === '') return null;
  return /[\r\n]/.test(bytes) ? STRAY : decode(bytes);
};

const countOf = (text: string, character: string): number =>
  text.includes(character) ? text.split(character).length - 1 : 0;

/** What is wrong with the quotes of a row, as RFC 4180 has them; undefined when nothing is. */
function quoteFault(row: string, delimiter: string): string | undefined {
  if (!row.includes('"')) return undefined;
  for (let at = 0; at <= row.length; at += 1) {
    if (row[at] === '"') at = endOfQuoted(row, at);
    else {
      const end = row.indexOf(delimiter, at);
      const field = row.slice(at, end === -1 ? undefined : end);
      if (field.includes('"')) return 'has a quote within a field that is not quoted';
      at += field.length;
    }
    if (at < row.length && row[at] !== delimiter) return 'has something behind a closing quote';
  }
  return undefined;
}

/** The place behind the quote that closes a field; the end of the row when none does. */
function endOfQuoted(row: string, start: number): number {
  for (let at = start + 1; ; at += 2) {
    at = row.indexOf('"', at);
    if (at === -1) return row.length;
    if (row[at + 1] !== '"') return at + 1;
  }
}

const reasonOf = (error: CsvError | undefined) =>
  error?.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'opens a quote that is not closed'
    : (error?.message ?? 'cannot be read');

function asRow(
  content: object | string,
  fields: readonly Field[],
  number: number,
  otherEnd: string,
): SourceRow {
  if (fields.includes(GARBLED)) return { number, unreadable: 'is not valid UTF-8' };
  if (fields.includes(STRAY)) {
    const sign = otherEnd === '\r' ? 'a CR' : 'an LF';
    return {
      number,
      unreadable: `has ${sign} within a field that is not quoted: it ends no line, as those of this file end otherwise`,
    };
  }
  if (typeof content === 'string') return { number, content: fields, unreadable: content };
  return { number, content };
}
