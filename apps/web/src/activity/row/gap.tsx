/** A space of some width that, unlike a margin, is not there at the beginning of a line. */
export const Gap = () => '\u2002';
