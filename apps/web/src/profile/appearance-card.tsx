import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { colorSchemes, isScheme } from '../ui/color-schemes.ts';
import { ProfileCard } from './profile-card.tsx';

/** Light, dark, or as the system has it; kept in this browser. */
export function AppearanceCard() {
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
