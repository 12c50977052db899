/** Without case and accents: `Überblick` is found by `uber`. */
const folded = (text: string) =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase();

/** Whether every word of a query is part of a text. An empty query matches everything. */
export const matches = (query: string) => {
  const words = folded(query).split(/\s+/).filter(Boolean);
  return (text: string) => words.every((word) => folded(text).includes(word));
};
