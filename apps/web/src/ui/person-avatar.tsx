import { Avatar } from '@mantine/core';
import { personColors } from '../theme.ts';

/** A person's initials. Decoration: the name stands beside it. */
export const PersonAvatar = ({ name, size = 36 }: { name: string; size?: number }) => (
  <Avatar
    name={name}
    color="initials"
    allowedInitialsColors={personColors}
    size={size}
    aria-hidden
    title=""
  />
);
