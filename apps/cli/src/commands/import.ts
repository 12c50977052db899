import { AppError, invalid } from '@timetracker/shared';
import { type FormatName, formatNames, formats } from '../import/formats.ts';
import { type ImportCounts, importRows } from '../import/import-rows.ts';
import { openSource } from '../import/read-rows.ts';
import { openRejections, type Rejections } from '../import/rejections.ts';
import { BrokenFile } from '../import/source-row.ts';
import type { Outcome } from '../print.ts';
import { showLongProgress } from '../show-long-progress.ts';
import { withDatabase } from '../with-database.ts';

/** The options of `activity import`. */
export interface ImportCommandOptions {
  format: string;
  rejected?: string;
}

/**
 * Imports activities from a file. Again, or after it was interrupted, it imports what is missing.
 * @param quiet shows no progress
 * @throws {AppError} invalid when the file as a whole cannot be read, or only up to some place
 */
export async function importFile(
  path: string,
  options: ImportCommandOptions,
  quiet: boolean,
): Promise<Outcome> {
  const { read, unit } = formats[formatOf(options.format)];
  const source = await openSource(path, read).catch((error: unknown) => {
    throw error instanceof BrokenFile ? new AppError('invalid', `${path} ${error.message}`) : error;
  });
  const rejectedPath = options.rejected ?? `${path}.rejected.ndjson`;
  const rejections = await openRejections(rejectedPath, unit, path);
  return withDatabase(async (database) => {
    const counts: ImportCounts = { read: 0, imported: 0, duplicates: 0, people: 0 };
    const progress = showLongProgress({ what: 'Importing', total: source.size, hidden: quiet });
    const update = () =>
      progress.update(source.bytesRead(), `${counts.imported.toLocaleString('en')} activities`);
    try {
      const broken = await importRows(database, source.rows(), counts, rejections.add, update);
      const failure = rejectedMessage(rejections, counts, unit, rejectedPath);
      if (broken) throw new AppError('invalid', brokenMessage(`${path} ${broken.message}`, counts, failure));
      return {
        json: { ...counts, rejected: rejections.count() },
        text: summary(counts),
        ...(failure !== undefined && { failure }),
      };
    } finally {
      progress.stop();
      await rejections.close();
    }
  });
}

function formatOf(name: string): FormatName {
  const format = formatNames.find((known) => known === name);
  if (!format) throw invalid('format', `must be one of ${formatNames.join(', ')}`);
  return format;
}

const many = (count: number, one: string, more: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

function summary({ imported, duplicates, people }: ImportCounts): string {
  const known = duplicates > 0 ? `, ${many(duplicates, 'was', 'were')} there already` : '';
  const made =
    people > 0 ? `, and made ${many(people, 'account', 'accounts')} that nobody can sign in to` : '';
  return `Imported ${many(imported, 'activity', 'activities')}${known}${made}`;
}

function rejectedMessage(
  rejections: Rejections,
  { read }: ImportCounts,
  unit: string,
  path: string,
): string | undefined {
  const first = rejections.first();
  if (!first) return undefined;
  const count = rejections.count();
  const of = `${count.toLocaleString('en')} of ${many(read, 'row', 'rows')}`;
  return `${of} ${count === 1 ? 'was' : 'were'} rejected (${unit} ${first.number}: ${first.reason}); all of it is in ${path}`;
}

function brokenMessage(what: string, counts: ImportCounts, failure: string | undefined): string {
  if (counts.read === 0) return what;
  const { imported, duplicates } = counts;
  const until = `${many(imported, 'activity was', 'activities were')} imported until there, ${duplicates.toLocaleString('en')} were there already`;
  return `${what}. ${until}${failure === undefined ? '' : `, ${failure}`}. Correct the file and import it again to complete it`;
}
