import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { t } from '../i18n/index.ts';
import { AboutCard } from '../profile/about-card.tsx';
import { AppearanceCard } from '../profile/appearance-card.tsx';
import { KeysCard } from '../profile/keys-card.tsx';
import { PasswordCard } from '../profile/password-card.tsx';
import classes from '../profile/profile.module.css';
import { SessionsCard } from '../profile/sessions-card.tsx';
import { Page } from '../ui/page.tsx';
import { toastSuccess } from '../ui/toast.tsx';

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
