import { Anchor, Card, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Client } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Found } from '../ui/found.tsx';
import { Isolated } from '../ui/isolated.tsx';
import { Query } from '../ui/query.tsx';
import { ClientMenu } from './client-menu.tsx';
import classes from './clients.module.css';

/** The clients that one knows, narrowed by a search. */
export function ClientList({ search }: { search: string }) {
  const isAdmin = useIsAdmin();
  const clients = trpc.clients.list.useQuery();
  return (
    <Query
      of={clients}
      what={t('clients.clients')}
      skeleton={280}
      failure={t('clients.not_loaded')}
      empty={
        <Empty title={t('clients.none')}>{t(isAdmin ? 'clients.none_why' : 'clients.none_of_yours')}</Empty>
      }
    >
      {(clients) => (
        <Found
          of={clients}
          search={search}
          textOf={({ name, contact_name, email, city }) => [name, contact_name, email, city].join(' ')}
          nothing={<Empty title={t('clients.none_found')}>{t('clients.none_found_why')}</Empty>}
        >
          {(found) => (
            <Card padding={0}>
              <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('clients.client')}</Table.Th>
                    <Table.Th visibleFrom="sm">{t('clients.contact')}</Table.Th>
                    <Table.Th ta="end" className={classes['count'] ?? ''}>
                      {t('clients.projects')}
                    </Table.Th>
                    {isAdmin && (
                      <Table.Th className={classes['menu'] ?? ''} aria-label={t('clients.actions_column')} />
                    )}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.map((client) => (
                    <ClientRow key={client.id} client={client} isAdmin={isAdmin} />
                  ))}
                </Table.Tbody>
              </Table>
            </Card>
          )}
        </Found>
      )}
    </Query>
  );
}

const ClientRow = ({ client, isAdmin }: { client: Client; isAdmin: boolean }) => (
  <Table.Tr>
    <Table.Td>
      <Link to="/clients/$clientId" params={{ clientId: client.id }} className={classes['name']}>
        <Isolated>{client.name}</Isolated>
      </Link>
      <Text size="sm" c="dimmed">
        {client.city}
      </Text>
      <Text size="sm" c="dimmed" hiddenFrom="sm">
        <Isolated>{client.contact_name}</Isolated>
      </Text>
    </Table.Td>
    <Table.Td visibleFrom="sm">
      <Text size="sm">
        <Isolated>{client.contact_name}</Isolated>
      </Text>
      {client.email && (
        <Anchor size="sm" href={`mailto:${client.email}`}>
          {client.email}
        </Anchor>
      )}
    </Table.Td>
    <Table.Td ta="end">{client.project_count}</Table.Td>
    {isAdmin && (
      <Table.Td>
        <ClientMenu client={client} />
      </Table.Td>
    )}
  </Table.Tr>
);
