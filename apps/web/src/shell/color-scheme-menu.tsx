import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun, type TablerIcon } from '@tabler/icons-react';

const schemes: Record<MantineColorScheme, { label: string; icon: TablerIcon }> = {
  light: { label: 'Light', icon: IconSun },
  dark: { label: 'Dark', icon: IconMoon },
  auto: { label: 'Like the system', icon: IconDeviceDesktop },
};

const isScheme = (value: string): value is MantineColorScheme => Object.hasOwn(schemes, value);
const values = Object.keys(schemes).filter(isScheme);

/** Light, dark, or as the system has it. */
export default function ColorSchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { label, icon: Icon } = schemes[colorScheme];
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Colour scheme: ${label}`}>
          <Icon size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          {values.map((value) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {schemes[value].label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
