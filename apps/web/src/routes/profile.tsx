import { Button, Group, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { KeyList } from '../access/key-list.tsx';
import { Sessions } from '../access/session-list.tsx';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { AboutCard } from '../profile/about-card.tsx';
import { PasswordCard } from '../profile/password-card.tsx';
import { ProfileCard } from '../profile/profile-card.tsx';
import { colorSchemes, isScheme } from '../ui/color-schemes.ts';
import { Page } from '../ui/page.tsx';
import { Query } from '../ui/query.tsx';
import { toastError, toastSuccess } from '../ui/toast.tsx';
import classes from './routes.module.css';

const route = getRouteApi('/signed-in/profile');

/** What one is called, how one is spoken to, what it looks like, and who gets in. */
export function Profile() {
  const { saved } = route.useSearch();
  const navigate = route.useNavigate();
  const sayOnce = useEffectEvent(() => {
    toastSuccess(t('profile.saved'));
    void navigate({ search: {}, replace: true });
  });
  useEffect(() => {
    if (saved === 1) sayOnce();
  }, [saved]);
  return (
    <Page title={t('profile.title')}>
      <div className={classes['cards']}>
        <div className={classes['column']}>
          {/* In another language nothing on the page stays as it is: it is loaded anew, and then says what happened. */}
          <AboutCard onSpeakAnew={() => window.location.assign('/profile?saved=1')} />
          <AppearanceCard />
        </div>
        <div className={classes['column']}>
          <PasswordCard />
          <SessionsCard />
          <KeysCard />
        </div>
      </div>
    </Page>
  );
}

/** Light, dark, or as the system has it; kept in this browser. */
function AppearanceCard() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <ProfileCard title={t('profile.appearance')} lead={t('profile.appearance_lead')}>
      <SegmentedControl
        aria-label={t('profile.appearance')}
        data={colorSchemes.map((value) => ({ value, label: t(`shell.scheme.${value}`) }))}
        value={colorScheme}
        onChange={(value) => isScheme(value) && setColorScheme(value)}
      />
    </ProfileCard>
  );
}

/** One's own API keys. */
function KeysCard() {
  const list = trpc.access.ownKeys.useQuery();
  return (
    <ProfileCard title={t('access.keys')} lead={t('access.own_keys_lead')}>
      <Query of={list} what={t('access.keys')} skeleton={60} failure={t('access.keys_not_loaded')}>
        {(list) => <KeyList keys={list} />}
      </Query>
    </ProfileCard>
  );
}

/** Where one is signed in, and the ways to end it there. */
function SessionsCard() {
  const api = trpc.useUtils();
  const sessions = trpc.access.ownSessions.useQuery();
  const endOthers = trpc.access.endOtherSessions.useMutation({
    onSuccess: () => toastSuccess(t('access.others_ended')),
    onError: (error) => toastError(t('access.not_ended'), error),
    onSettled: () => api.access.invalidate(),
  });
  return (
    <ProfileCard title={t('profile.sessions')} lead={t('profile.sessions.lead')}>
      <Sessions asked={sessions} />
      {(sessions.data?.length ?? 0) > 1 && (
        <Group justify="flex-end">
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('profile.sessions.end_others')}
          </Button>
        </Group>
      )}
    </ProfileCard>
  );
}
