import { Avatar } from '@mantine/core';
import { firstCharacter, harmless } from '@timetracker/shared';
import { personColors } from './theme.ts';

/** The first letters of the first two words, an emoji or an accented letter in one piece. */
const initialsOf = (name: string): string => {
  const [first = '', second] = harmless(name)
    .replaceAll(/[\u2068\u2069]/g, '')
    .trim()
    .split(/\s+/);
  const rest = second ?? first.slice(firstCharacter(first).length);
  return `${firstCharacter(first)}${firstCharacter(rest)}`.toUpperCase();
};

/** A person's initials. Decoration: the name stands beside it. */
export const PersonAvatar = ({ name, size = 36 }: { name: string; size?: number }) => (
  <Avatar name={name} color="initials" allowedInitialsColors={personColors} size={size} aria-hidden title="">
    {initialsOf(name)}
  </Avatar>
);
