import { getRouteApi } from '@tanstack/react-router';
import { EntityFeed } from '../activity/list/scoped-feed.tsx';
import { trpc } from '../api/trpc.ts';
import { ClientDetails } from '../clients/client-details.tsx';
import { ClientInvoices } from '../clients/client-invoices.tsx';
import { ClientMenu } from '../clients/client-menu.tsx';
import { ClientProjects } from '../clients/client-projects.tsx';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { BackLink } from '../ui/back-link.tsx';
import { Gone, isNotFound } from '../ui/gone.tsx';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { Section } from '../ui/section.tsx';
import classes from './routes.module.css';

const route = getRouteApi('/signed-in/clients/$clientId');

/** One client: who it is, what is done for it, and what it was billed. */
export function Client() {
  const { clientId: id } = route.useParams();
  const navigate = route.useNavigate();
  const isAdmin = useIsAdmin();
  const asked = trpc.clients.get.useQuery({ id });
  const { data: client, error } = asked;
  if (isNotFound(error))
    return (
      <Gone title={t('clients.gone')} why={t('clients.gone_why')} to="/clients" label={t('clients.to_all')} />
    );
  return (
    <Page
      key={id}
      title={client?.name ?? t('clients.client')}
      above={<BackLink to="/clients" label={t('clients.title')} />}
      actions={
        client &&
        isAdmin && (
          <ClientMenu client={client} onDeleted={() => void navigate({ to: '/clients', search: {} })} />
        )
      }
    >
      <Query of={asked} what={t('clients.the_client')} skeleton={400} failure={t('clients.one_not_loaded')}>
        {(client) => (
          <div className={classes['clientAreas']}>
            <div className={classes['aside']}>
              <ClientDetails client={client} />
            </div>
            <div className={classes['main']}>
              <ClientProjects client={client} />
              <ClientInvoices client={client} />
              {/* What happens to clients is told to administrators only. */}
              {isAdmin && (
                <Section title={t('clients.activity')}>
                  <EntityFeed entity_type="client" entity_id={id} />
                </Section>
              )}
            </div>
          </div>
        )}
      </Query>
    </Page>
  );
}
