import type { Invited } from '@timetracker/accounts';
import { harmless, type InvitationLink, isolated, nameOf, newEventId, sendMail } from '@timetracker/shared';
import type { Services } from '../trpc/context.ts';

/** The link's token is in the fragment, which browsers keep to themselves: no server's log ever has it. */
export const invitationUrl = (appUrl: string, token: string): string => `${appUrl}/invitation#${token}`;

/**
 * Sends an invitation by e-mail. An invitation works without it, so that a queue that is away is no error.
 * @param inviter the administrator's name
 */
export async function mailInvitation(
  { env, jobs, log }: Pick<Services, 'env' | 'jobs' | 'log'>,
  { user, token, expires_at }: Invited,
  inviter: string,
): Promise<InvitationLink['mail']> {
  const by = isolated(inviter);
  try {
    await jobs.send(sendMail, {
      mail_id: newEventId(),
      to: { name: harmless(user.display_name), address: user.email },
      subject: `${by} invites you to TimeTracker`,
      paragraphs: [
        `Hello ${nameOf(user)},`,
        `${by} has created an account for you in TimeTracker. Your user name is ${isolated(user.username)}.`,
        'Choose a password to sign in for the first time:',
      ],
      link: { label: 'Choose a password', url: invitationUrl(env.APP_URL, token) },
      closing: [
        `The link works once, until ${expires_at.toISOString().slice(0, 16).replace('T', ' ')} UTC. After that, ask for a new one.`,
        'If you did not expect this, you need not do anything.',
      ],
    });
    return env.SMTP_URL ? 'queued' : 'kept';
  } catch (error) {
    log.warn({ err: error, user_id: user.id }, 'queue away: an invitation was not e-mailed');
    return 'unavailable';
  }
}
