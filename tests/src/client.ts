import type { AppRouter } from '@timetracker/api/router';
import { createTRPCClient, httpLink, TRPCClientError } from '@trpc/client';
import { type Stack, signIn } from './stack.ts';

export type Client = ReturnType<typeof createTRPCClient<AppRouter>>;

/** Calls the API as whoever the session cookie belongs to, as the web app does. @param origin the API's APP_URL */
export const clientWith = (url: string, cookie: string, origin = url): Client =>
  createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${url}/api/trpc`, headers: { cookie, origin, 'user-agent': 'journey' } })],
  });

/** Signs in and calls the API as that person. */
export const clientOf = async (stack: Stack, username: string): Promise<Client> =>
  clientWith(stack.url, await signIn(stack.url, username));

/** The error that a call ends with, as REST would show it. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    if (error instanceof TRPCClientError) return String(error.data?.body?.error);
    throw error;
  }
  throw new Error('the call was not refused');
}
