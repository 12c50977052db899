import { BrokenFile, MAX_ROW_BYTES } from './source-row.ts';

/** How a CSV file is written, as far as its beginning tells. */
export interface CsvDialect {
  delimiter: string;
  lineEnds: string[];
  /** Bytes of a first line that only names the delimiter, as Excel writes it: `sep=;`. It counts as a line. */
  preamble: number;
}

const DELIMITERS = [',', ';', '\t'];
const names: Partial<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' };
/** Blanks beside the delimiter do not count, unless there is nothing else. */
const SEP = /^"?sep=(?: *(?<sign>[^ \r\n]) *|(?<blank> ))"?(?<end>\r\n|\r|\n)/i;
const SEP_BEGINS = /^"?(s(e(p(=[^\r\n]{0,20}\r?)?)?)?)?$/i;

/**
 * Looks at the beginning of a CSV file. Its names of columns hold none of the delimiters, so that the header tells which one
 * it is, and its end how lines end.
 * @param start the file's first bytes
 * @param isWhole whether there are no more
 * @returns undefined when more has to be seen
 * @throws {BrokenFile} for a header with several delimiters
 */
export function csvDialect(start: Buffer, isWhole: boolean): CsvDialect | undefined {
  const text = start.toString('latin1');
  if (!isWhole && SEP_BEGINS.test(text)) return undefined;
  const sep = SEP.exec(text);
  // A CR may be half of a line end.
  if (sep?.groups?.['end'] === '\r' && sep[0].length === text.length && !isWhole) return undefined;
  const preamble = sep?.[0].length ?? 0;
  const header = headerIn(text.slice(preamble), isWhole || start.length > MAX_ROW_BYTES);
  if (!header) return undefined;
  return {
    delimiter:
      sep?.groups?.['sign'] ?? sep?.groups?.['blank'] ?? delimiterOf(header.text, preamble === 0 ? 1 : 2),
    lineEnds: header.end === '\r' ? ['\r'] : ['\r\n', '\n'],
    preamble,
  };
}

/** The first line with something in it, without what stands within quotes, and what ends it. */
function headerIn(text: string, isWhole: boolean): { text: string; end: string } | undefined {
  const unquoted = text.replaceAll(/"[^"]*"/g, '""');
  const header = /^[\r\n]*(?<text>[^\r\n]+)(?<end>\r\n|\r(?=[^\n])|\n)/.exec(unquoted)?.groups;
  if (header) return { text: header['text'] ?? '', end: header['end'] ?? '' };
  return isWhole ? { text: unquoted.trimEnd(), end: unquoted.endsWith('\r') ? '\r' : '\n' } : undefined;
}

function delimiterOf(header: string, line: number): string {
  const [first = ',', second] = DELIMITERS.filter((delimiter) => header.includes(delimiter));
  if (second !== undefined)
    throw new BrokenFile(
      `has ${names[first]} and ${names[second]} in its header, line ${line}: what separates columns cannot be told`,
    );
  return first;
}
