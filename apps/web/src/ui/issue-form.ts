import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { errorBodyOf, errorMessageOf } from '../api/api-error.ts';

/** The message that belongs to no field of a form is kept under this name. */
export const WHOLE_FORM = 'form';

type FormValues = Record<string, unknown>;

/** Issues are written to follow a field's name (`must not be empty`); alone they begin with a capital. */
const asSentence = (message: string) => message.charAt(0).toUpperCase() + message.slice(1);

/** The field that a path begins with: of `lines.0.description` the lines. */
const fieldOf = (path: string) => path.split('.')[0] ?? path;

/**
 * Shows a refused submission where it belongs: each issue at its field, anything else above the form. What was typed
 * stays.
 */
export function showRefusal<Values extends FormValues>(form: UseFormReturnType<Values>, error: unknown) {
  const issues = errorBodyOf(error)?.issues ?? [];
  const ofFields = issues.filter(({ path }) => Object.hasOwn(form.getValues(), fieldOf(path)));
  const [first] = ofFields;
  if (!first) return form.setErrors({ [WHOLE_FORM]: errorMessageOf(error) });
  form.setErrors(Object.fromEntries(ofFields.map(({ path, message }) => [path, asSentence(message)])));
  return form.getInputNode(first.path)?.focus();
}

/** A form's submission: one at a time, and refusals shown in the form. */
export function useSubmission<Values extends FormValues>(
  form: UseFormReturnType<Values>,
  send: (values: Values) => Promise<void>,
) {
  const [isPending, setPending] = useState(false);
  const submit = form.onSubmit(async (values) => {
    setPending(true);
    try {
      await send(values);
    } catch (error) {
      showRefusal(form, error);
    } finally {
      setPending(false);
    }
  });
  return { submit, isPending };
}
