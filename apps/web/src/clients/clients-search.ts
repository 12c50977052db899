/** What the address of the clients' page says. */
export interface ClientsSearch {
  /** Only clients with this in their name, contact, e-mail or city. */
  q?: string;
  /** The dialog for a new client is open. */
  new?: 1;
}

/** Reads the address of the clients' page; what it does not understand is left out. */
export function readClientsSearch(search: Record<string, unknown>): ClientsSearch {
  const { q } = search;
  return {
    // A number is what the address makes of digits.
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q) }),
    ...(search['new'] === 1 && { new: 1 }),
  };
}
