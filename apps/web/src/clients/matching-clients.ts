import type { Client } from '@timetracker/shared';

const words = (text: string) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

/** The clients that have every word of a search in their name, contact, e-mail or city. */
export function matchingClients(clients: readonly Client[], search: string): Client[] {
  const wanted = words(search);
  return clients.filter(({ name, contact_name, email, city }) => {
    const text = [name, contact_name, email, city].join(' ').toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
