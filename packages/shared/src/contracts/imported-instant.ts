const ISO =
  /^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d)(?<seconds>:\d\d(?:\.\d+)?)? ?(?<offset>Z|[+-]\d\d(?::?\d\d)?)?$/i;
/** Of today's years; seconds have ten digits. */
const MILLISECONDS = /^\d{12,14}$/;

/**
 * An instant as other systems write it, brought into the form that is posted: a blank for the `T`, `+0100`, `+01`, no
 * seconds, milliseconds since 1970. Without an offset it is UTC. What cannot be told for sure stays as it is.
 */
export function importedInstant(value: unknown): unknown {
  const said = typeof value === 'number' ? String(value) : value;
  if (typeof said !== 'string') return said;
  if (MILLISECONDS.test(said)) return new Date(Number(said)).toISOString();
  const { date, time, seconds = ':00', offset = 'Z' } = ISO.exec(said)?.groups ?? {};
  return date === undefined ? said : `${date}T${time}${seconds}${offsetOf(offset)}`;
}

function offsetOf(offset: string): string {
  if (offset.toUpperCase() === 'Z') return 'Z';
  const minutes = offset.slice(3).replace(':', '');
  return `${offset.slice(0, 3)}:${minutes === '' ? '00' : minutes}`;
}
