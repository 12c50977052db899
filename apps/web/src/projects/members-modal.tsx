import { Modal, Skeleton, Stack, Text } from '@mantine/core';
import type { Project } from '@timetracker/shared';
import { useIsAdmin } from '../session/me.ts';
import { trpc } from '../trpc.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { AddMember } from './add-member.tsx';
import { MemberRow } from './member-row.tsx';
import classes from './projects.module.css';

interface MembersModalProps {
  project: Project;
  opened: boolean;
  onClose: () => void;
}

/** Who works on a project, and therefore sees it; administrators decide. */
export const MembersModal = ({ project, opened, onClose }: MembersModalProps) => (
  <Modal opened={opened} onClose={onClose} title={`Members of “${project.name}”`}>
    <Members project={project} />
  </Modal>
);

function Members({ project }: { project: Project }) {
  const isAdmin = useIsAdmin();
  const members = trpc.project.members.useQuery({ id: project.id });
  if (members.isPending)
    return (
      <Loading what="members">
        <Skeleton height={120} />
      </Loading>
    );
  if (members.isLoadingError)
    return (
      <Failure
        title="The members could not be loaded"
        error={members.error}
        onRetry={() => void members.refetch()}
      />
    );
  return (
    <Stack>
      {members.data.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody yet: only administrators see this project.
        </Text>
      )}
      <ul className={classes['list']} aria-label="Members">
        {members.data.map((member) => (
          <MemberRow key={member.user_id} project={project} member={member} mayRemove={isAdmin} />
        ))}
      </ul>
      {isAdmin && <AddMember project={project} members={members.data} />}
    </Stack>
  );
}
