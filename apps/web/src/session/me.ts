import { getRouteApi } from '@tanstack/react-router';

const signedIn = getRouteApi('/signed-in');

/** The signed-in person; usable on every page behind the sign-in. */
export const useMe = () => signedIn.useRouteContext({ select: (context) => context.me });

export const useIsAdmin = () => useMe().role === 'admin';
