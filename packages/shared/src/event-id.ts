import { v7 } from 'uuid';

/** A new event identifier: UUID version 7 (RFC 9562, section 5.7), ordered by time. */
export const newEventId = (): string => v7();
