import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { isVersionConflict } from './conflict-notice.tsx';
import { showRefusal } from './issue-form.ts';
import { changesSince, contestedFields } from './three-way.ts';

/** A thing as a form has it, and the version that this is. */
export interface Snapshot<Values> {
  values: Values;
  version: number;
}

interface VersionedSave<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** What the form began with. */
  initial: Snapshot<Values>;
  /** Asks for the thing as it is now. */
  load: () => Promise<Snapshot<Values>>;
  /** Sends what was changed, based on a version. */
  send: (changes: Partial<Values>, version: number) => Promise<unknown>;
  /** It is saved, or there was nothing to save. */
  onDone: () => void;
}

export interface Conflict<Values> {
  theirs: Snapshot<Values>;
  /** Where a decision is needed. */
  fields: (keyof Values)[];
}

/**
 * Saves a form whose thing others change as well, and loses nothing: only what was changed here is sent. What somebody
 * else changed elsewhere in the meantime stays; where both changed the same field, the form asks (`conflict`).
 */
export function useVersionedSave<Values extends Record<string, unknown>>(options: VersionedSave<Values>) {
  const { form, load, send, onDone } = options;
  const [base, setBase] = useState(options.initial);
  const [conflict, setConflict] = useState<Conflict<Values> | null>(null);
  const [isPending, setPending] = useState(false);

  const rebase = (theirs: Snapshot<Values>, mine: Values) => {
    setBase(theirs);
    setConflict(null);
    form.setValues(mine);
  };

  const save = async (from: Snapshot<Values>, mine: Values): Promise<void> => {
    const changes = changesSince(from.values, mine);
    try {
      if (Object.keys(changes).length > 0) await send(changes, from.version);
      onDone();
    } catch (error) {
      if (!isVersionConflict(error)) throw error;
      const theirs = await load();
      const fields = contestedFields(from.values, mine, theirs.values);
      if (fields.length > 0) return setConflict({ theirs, fields });
      const merged = { ...theirs.values, ...changes };
      rebase(theirs, merged);
      await save(theirs, merged);
    }
  };

  const run = async (from: Snapshot<Values>, mine: Values) => {
    setPending(true);
    try {
      await save(from, mine);
    } catch (error) {
      showRefusal(form, error);
    } finally {
      setPending(false);
    }
  };

  const keepMine = () => {
    if (!conflict) return;
    const mine = { ...conflict.theirs.values, ...changesSince(base.values, form.getValues()) };
    rebase(conflict.theirs, mine);
    void run(conflict.theirs, mine);
  };

  const takeTheirs = () => {
    if (!conflict) return;
    const { theirs, fields } = conflict;
    const own = Object.entries(changesSince(base.values, form.getValues()));
    const kept = Object.fromEntries(own.filter(([field]) => !fields.includes(field)));
    rebase(theirs, { ...theirs.values, ...kept });
    form.getInputNode(String(fields[0]))?.focus();
  };

  return {
    submit: form.onSubmit((values) => void run(base, values)),
    isPending,
    conflict,
    keepMine,
    takeTheirs,
  };
}
