/** Those who work at the agency. The administrator is the account of the first start. */
export const people = {
  admin: { username: '', display_name: '' },
  lena: { username: 'lena.brandt', display_name: 'Lena Brandt' },
  jonas: { username: 'jonas.keller', display_name: 'Jonas Keller' },
  amara: { username: 'amara.okafor', display_name: 'Amara Okafor' },
  mateo: { username: 'mateo.garcia', display_name: 'Mateo Garcia' },
  sofia: { username: 'sofia.lindqvist', display_name: 'Sofia Lindqvist' },
} as const satisfies Record<string, { username: string; display_name: string }>;

export type PersonKey = keyof typeof people;
export type Colleague = Exclude<PersonKey, 'admin'>;

const isColleague = (key: string): key is Colleague => key !== 'admin' && Object.hasOwn(people, key);
export const colleagues: readonly Colleague[] = Object.keys(people).filter(isColleague);
export const everybody: readonly PersonKey[] = ['admin', ...colleagues];

export const emailOf = (person: Colleague) => `${people[person].username}@kestrel-studio.example`;
