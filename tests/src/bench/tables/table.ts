/** A table with a title. The columns are the keys of the rows. */
export interface Table {
  title: string;
  rows: readonly Readonly<Record<string, string>>[];
}

const cells = ({ rows }: Table): string[][] => {
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
};

const isFigure = (text: string | undefined) => text !== undefined && /^[–\d]/.test(text);

/** As Markdown whose columns stand in line, so that it reads well on a screen too. */
export function tableText(table: Table): string {
  const [head = [], ...body] = cells(table);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((row) => (row[column] ?? '').length), 3),
  );
  const right = head.map((_, column) => body.every((row) => isFigure(row[column])));
  const line = (row: readonly string[]) =>
    `| ${row.map((text, column) => padded(text, widths[column] ?? 0, right[column] ?? false)).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    right[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [`### ${table.title}`, '', line(head), line(rule), ...body.map(line), ''].join('\n');
}

const padded = (text: string, width: number, right: boolean): string =>
  right ? text.padStart(width) : text.padEnd(width);
