import { Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode, SubmitEvent } from 'react';
import { ConflictNotice } from './conflict-notice.tsx';
import { FormButtons } from './form-buttons.tsx';
import { FormRefusal } from './form-refusal.tsx';
import { WHOLE_FORM } from './issue-form.ts';
import type { Conflict } from './use-versioned-save.ts';

/** How a form is sent: by `useSubmission` or, where others change the thing as well, by `useVersionedSave`. */
interface Saving<Values> {
  submit: (event?: SubmitEvent<HTMLFormElement>) => void;
  isPending: boolean;
  conflict?: Conflict<Values> | null;
  keepMine?: () => void;
  takeTheirs?: () => void;
}

interface FormFrameProps<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  saving: Saving<Values>;
  submitLabel: string;
  onCancel: () => void;
  /** A field's name and value as people read them, for the notice that somebody else changed them too. */
  labelOf?: (field: keyof Values) => string;
  shown?: (field: keyof Values, values: Values) => string;
  /** Where every refusal is the form's own words, not the browser's. */
  noValidate?: boolean;
  children: ReactNode;
}

/** A form: why it was refused, what somebody else changed meanwhile, its fields, and the way to send it or to leave. */
export function FormFrame<Values extends Record<string, unknown>>(props: FormFrameProps<Values>) {
  const { form, saving, labelOf = String, shown = (field, values) => String(values[field]) } = props;
  const { submit, isPending, conflict, keepMine, takeTheirs } = saving;
  return (
    <form onSubmit={submit} noValidate={props.noValidate ?? false}>
      <Stack>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        {conflict && keepMine && takeTheirs && (
          <ConflictNotice
            fields={conflict.fields.map((field) => ({
              name: String(field),
              label: labelOf(field),
              mine: shown(field, form.values),
              theirs: shown(field, conflict.theirs.values),
            }))}
            onKeepMine={keepMine}
            onTakeTheirs={takeTheirs}
          />
        )}
        {props.children}
        <FormButtons submitLabel={props.submitLabel} isPending={isPending} onCancel={props.onCancel} />
      </Stack>
    </form>
  );
}
