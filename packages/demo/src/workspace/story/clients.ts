interface ClientFacts {
  name: string;
  contact_name: string;
  email: string;
  phone?: string;
  street: string;
  postal_code: string;
  city: string;
  country: string;
  tax_id?: string;
  currency?: string;
  notes?: string;
}

/** Whom the agency works for. Phone numbers are of the ranges kept for films, domains of the one kept for examples. */
export const clients = {
  nordhaus: {
    name: 'Nordhaus Möbel',
    contact_name: 'Katrin Petersen',
    email: 'k.petersen@nordhaus.example',
    phone: '+49 40 66969 120',
    street: 'Große Elbstraße 84',
    postal_code: '22767',
    city: 'Hamburg',
    country: 'Germany',
    tax_id: 'DE 000 000 001',
    notes: 'Invoices by e-mail only. Katrin decides, her deputy is Ole.',
  },
  brightwater: {
    name: 'Brightwater Coffee Roasters',
    contact_name: 'Daniel Mercer',
    email: 'daniel@brightwater.example',
    phone: '+44 20 7946 0312',
    street: '27 Lower Marsh',
    postal_code: 'SE1 7RG',
    city: 'London',
    country: 'United Kingdom',
    currency: 'GBP',
    notes: 'Pays at the end of the month whatever the invoice says.',
  },
  clinique: {
    name: 'Clinique du Lac',
    contact_name: 'Dr. Hélène Rochat',
    email: 'direction@cliniquedulac.example',
    phone: '+33 1 99 00 41 26',
    street: '12 avenue du Petit Port',
    postal_code: '74940',
    city: 'Annecy',
    country: 'France',
    tax_id: 'FR 00 000000001',
  },
  velomondo: {
    name: 'Velomondo',
    contact_name: 'Sanne de Vries',
    email: 'sanne@velomondo.example',
    street: 'Prinsengracht 412',
    postal_code: '1016 JC',
    city: 'Amsterdam',
    country: 'Netherlands',
    tax_id: 'NL000000001B01',
  },
  hollis: {
    name: 'Hollis & Grant Architects',
    contact_name: 'Aoife Hollis',
    email: 'aoife@hollisgrant.example',
    phone: '+353 20 910 4417',
    street: '5 Fitzwilliam Lane',
    postal_code: 'D02 XK51',
    city: 'Dublin',
    country: 'Ireland',
    notes: 'Likes to talk on the phone; send a summary afterwards.',
  },
} as const satisfies Record<string, ClientFacts>;

export type ClientKey = keyof typeof clients;
const isClient = (key: string): key is ClientKey => Object.hasOwn(clients, key);
export const clientKeys: readonly ClientKey[] = Object.keys(clients).filter(isClient);
