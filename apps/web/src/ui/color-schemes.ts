import type { MantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react';

/** The schemes and their pictures; `auto` is whatever the system has. */
export const schemeIcons: Record<MantineColorScheme, TablerIcon> = {
  light: IconSun,
  dark: IconMoon,
  auto: IconDeviceDesktop,
};

export const isScheme = (value: string): value is MantineColorScheme => Object.hasOwn(schemeIcons, value);

export const colorSchemes = Object.keys(schemeIcons).filter(isScheme);
