/** The calendar day of a moment in UTC, as `yyyy-mm-dd`. Invoices are dated so. */
export const utcDay = (moment: Date): string => moment.toISOString().slice(0, 'yyyy-mm-dd'.length);
