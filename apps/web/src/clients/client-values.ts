import type { Client } from '@timetracker/shared';
import type { Snapshot } from '../ui/use-versioned-save.ts';

/** A client as its form has it. */
export interface ClientValues extends Record<string, unknown> {
  name: string;
  contact_name: string;
  email: string;
  phone: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
  tax_id: string;
  currency: string;
  notes: string;
}

export const newClient: ClientValues = {
  name: '',
  contact_name: '',
  email: '',
  phone: '',
  street: '',
  postal_code: '',
  city: '',
  country: '',
  tax_id: '',
  currency: 'EUR',
  notes: '',
};

const valuesOf = ({
  id: _id,
  version: _version,
  created_at: _at,
  project_count: _count,
  ...values
}: Client) => values;

export const clientSnapshot = (client: Client): Snapshot<ClientValues> => ({
  version: client.version,
  values: valuesOf(client),
});
