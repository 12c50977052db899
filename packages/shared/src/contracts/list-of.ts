import { z } from 'zod';
import { MOST_ISSUES } from '../errors.ts';

const elements = new WeakMap<object, z.ZodType>();

/** What the elements of a list of {@link listOf} are, for descriptions of it: the list itself says nothing of them. */
export const elementOf = (list: object): z.ZodType | undefined => elements.get(list);

/**
 * A list whose elements are validated one by one until {@link MOST_ISSUES} issues were found: to say what is wrong with a
 * thousand elements takes no longer than to say what is wrong with twenty.
 * @param message of a list that has fewer or more elements
 */
export function listOf<Output>(
  element: z.ZodType<Output>,
  { min, max }: { min: number; max: number },
  message: string,
) {
  const list = z.array(z.unknown(), message).min(min, message).max(max, message);
  elements.set(list, element);
  return list.transform((items, context): Output[] => {
    const valid: Output[] = [];
    for (const [index, item] of items.entries()) {
      const result = element.safeParse(item);
      if (result.success) valid.push(result.data);
      else
        for (const issue of result.error.issues)
          context.issues.push({ ...issue, path: [index, ...issue.path] } as z.core.$ZodRawIssue);
      if (context.issues.length >= MOST_ISSUES) break;
    }
    return valid;
  });
}
