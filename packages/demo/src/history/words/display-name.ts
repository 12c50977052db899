const given =
  'Aaliyah Adrian Aiko Alejandra Amara Anders Anika Arjun Astrid Benedikt Camille Carlos Chiara Daniel Deepa Dmitri Eleni Elif Emeka Emma Farid Fatima Felix Freya Gabriel Giulia Hanna Hiroshi Ines Ingrid Isabel Ivan Jasmin Jonas Julia Kofi Lara Lars Leila Liam Linh Lucia Mateo Maja Marek Mei Milan Nadia Noah Nora Omar Paula Priya Rafael Ravi Rosa Samuel Sofia Tomasz Yara'.split(
    ' ',
  );
const family =
  'Abbott Abe Adeyemi Ahmed Andersen Bakker Banerjee Bauer Becker Berg Bianchi Blanc Brandt Carvalho Castro Chen Costa Da_Silva Dahl Diaz Dubois Eriksson Fernandez Fischer Fontaine Garcia Gupta Haas Hansen Haddad Hernandez Hoffmann Hughes Ibrahim Ito Ivanova Jansen Jensen Kapoor Keller Khan Kim Kovacs Kowalski Kumar Larsen Laurent Lee Lehmann Lindqvist Lopez Mbeki Meyer Moreau Morris Müller Nakamura Nguyen Novak O’Brien Okafor Olsen Osei Papadopoulos Park Patel Pereira Petrov Popescu Reyes Ricci Rossi Sato Schmidt Shah Silva Singh Sørensen Suzuki Tanaka Torres Vargas Virtanen Weber'
    .split(' ')
    .map((name) => name.replace('_', ' '));

/** How many different names there are: one more turn of family names has no factor in common with given ones. */
export const DISPLAY_NAMES = given.length * family.length;

/** A person's name. @param number from 1; different ones up to {@link DISPLAY_NAMES} */
export function displayName(number: number): string {
  const index = number - 1;
  const turn = Math.floor(index / given.length);
  return `${given[index % given.length]} ${family[(index + turn) % family.length]}`;
}
