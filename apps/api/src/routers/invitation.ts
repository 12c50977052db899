import {
  acceptInvitation,
  type Invited,
  invite,
  invitedBy,
  type Principal,
  renewInvitation,
} from '@timetracker/accounts';
import { actingAs } from '@timetracker/db';
import {
  acceptInvitationInput,
  type InvitationLink,
  type Invited as InvitedView,
  invitationInput,
  inviteUserInput,
  userIdInput,
} from '@timetracker/shared';
import { presentUser } from '../tracker/present-user.ts';
import type { Context } from '../trpc/context.ts';
import { administrator, anybody, router } from '../trpc/trpc.ts';
import { invitationUrl, mailInvitation } from './invitation-mail.ts';

/** Passes an invitation on: by e-mail, and once to the administrator. */
async function passOn(
  { services }: Pick<Context, 'services'>,
  inviter: Principal,
  invited: Invited,
): Promise<InvitationLink> {
  return {
    user: await presentUser(services.db.em.fork(), invited.user),
    link: invitationUrl(services.env.APP_URL, invited.token),
    expires_at: invited.expires_at.toISOString(),
    mail: await mailInvitation(services, invited, inviter.display_name),
  };
}

export const invitationRouter = router({
  /** A new account without a password, and the link to choose one. Errors: conflict: user name or e-mail taken. */
  create: administrator
    .input(inviteUserInput)
    .mutation(async ({ ctx, input }) =>
      passOn(ctx, ctx.principal, await invite(ctx.em, ctx.principal.id, input)),
    ),

  /** A new link; the old one ends. Errors: notFound; conflict: accepted already, deactivated. */
  renew: administrator
    .input(userIdInput)
    .mutation(async ({ ctx, input }) =>
      passOn(ctx, ctx.principal, await renewInvitation(ctx.em, ctx.principal.id, input.id)),
    ),

  /**
   * Whom a link invites. A mutation though it changes nothing: a query's input is in the address, which servers on the
   * way write down. Errors: notFound, the same for every link that does not work.
   */
  look: anybody.input(invitationInput).mutation(async ({ ctx, input }): Promise<InvitedView> => {
    const { user, invitation } = await invitedBy(ctx.em, input.token);
    const { username, display_name } = user;
    return { username, display_name, expires_at: invitation.expires_at.toISOString() };
  }),

  /** Chooses the first password, which uses the link up. Errors: notFound as above; invalid: password. */
  accept: anybody.input(acceptInvitationInput).mutation(async ({ ctx, input }) => {
    const { token, password } = input;
    const { user } = await invitedBy(ctx.em, token);
    const actor = { user_id: user.id, ip_address: ctx.ip_address, user_agent: ctx.user_agent };
    await actingAs(actor, () => acceptInvitation(ctx.em, token, password));
    return { username: user.username };
  }),
});
