import { Card, Stack, Text, Title } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useIsAdmin } from '../session/me.ts';
import { Empty } from '../ui/empty.tsx';
import { Query } from '../ui/query.tsx';
import { AddMember } from './add-member.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './projects.module.css';

/** Who works on a project, and therefore sees it; administrators decide. */
export function MembersPanel({ project }: { project: Project }) {
  const isAdmin = useIsAdmin();
  const members = trpc.project.members.useQuery({ id: project.id });
  return (
    <Query
      of={members}
      what={t('projects.members')}
      skeleton={200}
      failure={t('projects.members_not_loaded')}
    >
      {(members) => (
        <Card component="section" aria-labelledby="members-title" maw="44rem">
          <Stack>
            <div>
              <Title order={2} id="members-title">
                {t('projects.members')}
              </Title>
              <Text size="sm" c="dimmed">
                {t(isAdmin ? 'projects.members_lead' : 'projects.members_lead_member')}
              </Text>
            </div>
            {members.length === 0 && (
              <Empty title={t('projects.no_members')}>{t('projects.no_members_why')}</Empty>
            )}
            <ul className={classes['list']} aria-label={t('projects.members')}>
              {members.map((member) => (
                <MemberRow key={member.user_id} project={project} member={member} mayRemove={isAdmin} />
              ))}
            </ul>
            {isAdmin && <AddMember project={project} members={members} />}
          </Stack>
        </Card>
      )}
    </Query>
  );
}
