import { useMantineColorScheme } from '@mantine/core';
import { IconKeyboard, IconLanguage, IconLogout, IconUserCog } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { trpc } from '../api/trpc.ts';
import { inLanguage, language } from '../i18n/active-locale.ts';
import { t } from '../i18n/index.ts';
import { isLanguage, languages } from '../i18n/languages.ts';
import { useSignOut } from '../session/use-sign-out.ts';
import { colorSchemes, schemeIcons } from '../ui/color-schemes.ts';
import { toastError } from '../ui/toast.tsx';
import type { Command } from './command.ts';

/** How the product looks and speaks, one's profile, the shortcuts, and the way out. */
export function useSettingsCommands(showShortcuts: () => void): Command[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const leave = useSignOut();
  const speak = trpc.user.updateProfile.useMutation({
    // Texts are taken when they are shown: a new page is the way to have all of them in the new language.
    onSuccess: () => window.location.reload(),
    onError: (error) => toastError(t('palette.language_not_changed'), error),
  });
  const settings: Omit<Command, 'group'>[] = [
    ...colorSchemes
      .filter((scheme) => scheme !== colorScheme)
      .map((scheme) => ({
        id: `scheme ${scheme}`,
        label: t('shell.scheme', { scheme: t(`shell.scheme.${scheme}`) }),
        icon: schemeIcons[scheme],
        run: () => setColorScheme(scheme),
      })),
    ...Object.keys(languages)
      .filter(isLanguage)
      .filter((other) => other !== language())
      .map((other) => ({
        id: `language ${other}`,
        label: t('palette.language', { language: languages[other] }),
        icon: IconLanguage,
        run: () => speak.mutate({ locale: inLanguage(other) }),
      })),
    {
      id: 'profile',
      label: t('shell.profile'),
      icon: IconUserCog,
      leaves: true,
      run: () => void navigate({ to: '/profile' }),
    },
    {
      id: 'shortcuts',
      label: t('palette.shortcuts'),
      icon: IconKeyboard,
      keys: '?',
      leaves: true,
      run: showShortcuts,
    },
    { id: 'sign out', label: t('shell.sign_out'), icon: IconLogout, leaves: true, run: () => leave.mutate() },
  ];
  return settings.map((setting) => ({ ...setting, group: 'settings' }));
}
