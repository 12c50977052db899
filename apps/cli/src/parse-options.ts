import { AppError } from '@timetracker/shared';

/** A zod contract, as far as it is needed here. */
interface Contract<Input> {
  safeParse: (
    value: unknown,
  ) =>
    | { success: true; data: Input }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

/**
 * Options as a contract of the shared package wants them.
 * @throws {AppError} invalid, with the field that the first bad option fills
 */
export function parseOptions<Input>(contract: Contract<Input>, options: unknown): Input {
  const result = contract.safeParse(options);
  if (result.success) return result.data;
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new AppError('invalid', 'The options are not valid', { issues });
}
