const consonants = 'b d f g h k l m n p r s t v z'.split(' ');
const vowels = 'a e i o u'.split(' ');
const syllables = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel));
const LENGTH = 4;

/** How many code names there are: 31 million. */
export const CODE_NAMES = syllables.length ** LENGTH;
// Has no factor in common with the number of names, so that neighbours differ and none comes twice.
const STRIDE = 20_000_003;

/** A word that nobody else uses, for example `Velomaro`; every number up to {@link CODE_NAMES} has its own. */
export function codeName(number: number): string {
  let rest = (number * STRIDE) % CODE_NAMES;
  let name = '';
  for (let place = 0; place < LENGTH; place += 1) {
    name += syllables[rest % syllables.length];
    rest = Math.floor(rest / syllables.length);
  }
  return name.charAt(0).toUpperCase() + name.slice(1);
}
