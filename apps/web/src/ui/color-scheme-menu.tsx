import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import { t } from '../i18n/index.ts';
import { colorSchemes, isScheme, schemeIcons } from './color-schemes.ts';

/** Light, dark, or as the system has it. */
export default function ColorSchemeMenu() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Icon = schemeIcons[colorScheme];
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('shell.scheme', { scheme: t(`shell.scheme.${colorScheme}`) })}
        >
          <Icon size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => isScheme(value) && setColorScheme(value)}>
          {colorSchemes.map((value) => (
            <Menu.RadioItem key={value} value={value} closeMenuOnClick>
              {t(`shell.scheme.${value}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
