import { scope } from '@timetracker/shared';
import { z } from 'zod';

const parsed = (value: unknown): unknown =>
  typeof value === 'string' ? (JSON.parse(value) as unknown) : value;

/** What a key may do, as kept beside it: the library hands it over as JSON text, or as JSON of that text. */
export const keyMetadata = z
  .unknown()
  .transform((value) => parsed(parsed(value)))
  .pipe(z.object({ scopes: z.array(scope), service: z.boolean() }));
