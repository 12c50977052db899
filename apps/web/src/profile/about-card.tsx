import { Button, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { useMe } from '../session/me.ts';
import { useNow } from '../ui/clock.ts';
import { FormRefusal } from '../ui/form-refusal.tsx';
import { useSubmission, WHOLE_FORM } from '../ui/issue-form.ts';
import { toastSuccess } from '../ui/toast.tsx';
import { localeOptions } from './locale-options.ts';
import { ProfileCard } from './profile-card.tsx';
import { AS_BROWSER, timeZoneOptions } from './time-zone-options.ts';

const MOST_OPTIONS = 100;
const HOUR = 3_600_000;

interface AboutCardProps {
  /** Zone or language have changed: everything on the page is written anew. */
  onSpeakAnew: () => void;
}

/** What one is called, and how one is spoken to. */
export function AboutCard({ onSpeakAnew }: AboutCardProps) {
  const me = useMe();
  const api = trpc.useUtils();
  const router = useRouter();
  const update = trpc.user.updateProfile.useMutation();
  const form = useForm({
    initialValues: {
      display_name: me.display_name,
      time_zone: me.time_zone ?? AS_BROWSER,
      locale: me.locale ?? AS_BROWSER,
    },
  });
  const now = useNow(HOUR);
  const zones = useMemo(() => timeZoneOptions(new Date(now), me.time_zone), [now, me.time_zone]);
  const locales = useMemo(() => localeOptions(me.locale), [me.locale]);
  const { submit, isPending } = useSubmission(form, async ({ display_name, time_zone, locale }) => {
    const saved = await update.mutateAsync({
      display_name,
      time_zone: time_zone === AS_BROWSER ? null : time_zone,
      locale: locale === AS_BROWSER ? null : locale,
    });
    api.user.me.setData(undefined, (old) => old && { ...old, ...saved });
    if (saved.time_zone !== me.time_zone || saved.locale !== me.locale) return onSpeakAnew();
    await router.invalidate();
    toastSuccess(t('profile.saved'));
  });
  return (
    <ProfileCard title={t('profile.about')}>
      <form onSubmit={submit}>
        <FormRefusal message={form.errors[WHOLE_FORM]} />
        <TextInput
          label={t('profile.name')}
          description={t('profile.name_hint')}
          autoComplete="name"
          required
          mb="md"
          {...form.getInputProps('display_name')}
        />
        <Select
          label={t('profile.zone')}
          description={t('profile.zone_hint')}
          data={zones}
          limit={MOST_OPTIONS}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('profile.zone.none')}
          mb="md"
          {...form.getInputProps('time_zone')}
        />
        <Select
          label={t('profile.locale')}
          description={t('profile.locale_hint')}
          data={locales}
          searchable
          allowDeselect={false}
          nothingFoundMessage={t('profile.locale.none')}
          mb="md"
          {...form.getInputProps('locale')}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            {t('profile.save')}
          </Button>
        </Group>
      </form>
    </ProfileCard>
  );
}
