import type { Messages } from '@lingui/core';
import {
  actionCatalog,
  entityCatalog,
  invoiceStatuses,
  taskPriorities,
  taskStatuses,
} from '@timetracker/shared';

type Labels<Kind extends string, Key extends string> = Record<`catalog.${Kind}.${Key}`, [string]>;

const labels = <Kind extends string, Key extends string, Entry>(
  kind: Kind,
  entries: Record<Key, Entry>,
  labelOf: (entry: Entry) => string,
) =>
  Object.fromEntries(
    // As a message is when it is compiled.
    Object.entries<Entry>(entries).map(([key, entry]) => [`catalog.${kind}.${key}`, [labelOf(entry)]]),
  ) as Labels<Kind, Key>;

const itself = (label: string) => label;

/** The English names of actions, types and statuses: those of the shared catalog, which has no others. */
export const catalogMessages = () =>
  ({
    ...labels('action', actionCatalog, ({ label }) => label),
    ...labels('entity', entityCatalog, ({ label }) => label),
    ...labels('plural', entityCatalog, ({ plural }) => plural),
    ...labels('status.task', taskStatuses, itself),
    ...labels('status.invoice', invoiceStatuses, itself),
    ...labels('priority', taskPriorities, itself),
  }) satisfies Messages;

export type CatalogMessageId = keyof ReturnType<typeof catalogMessages>;
