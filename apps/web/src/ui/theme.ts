import { type CSSVariablesResolver, createTheme, type MantineColor } from '@mantine/core';
import { t } from '../i18n/index.ts';

/** Colours of people's initials: those whose darkest shade on the lightest passes WCAG AA. */
export const personColors: MantineColor[] = ['blue', 'cyan', 'grape', 'indigo', 'pink', 'violet'];

/** Every token of the look: the only file that knows which colours and radii the product has. */
export const theme = createTheme({
  primaryColor: 'indigo',
  // White text on these passes WCAG AA (4.5 : 1); Mantine's own light shade 6 does not.
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  fontFamily:
    'ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", sans-serif',
  headings: {
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Card: { defaultProps: { withBorder: true, padding: 'lg' } },
    // What may be left out says so in its label, so what may not needs no mark.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    // A function, because the language is not known yet when this file is loaded.
    Modal: {
      defaultProps: () => ({ centered: true, closeButtonProps: { 'aria-label': t('common.close') } }),
    },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' } } },
    // Its element for the first focus is a child that ARIA does not allow in a menu.
    Menu: { defaultProps: { shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false } },
    // A dialog's header is no second banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
  },
});

/** Secondary text, placeholders and errors that pass AA on both backgrounds, and a page a shade off its cards. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-7)',
    '--mantine-color-error': 'var(--mantine-color-red-9)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-5)',
    '--page-background': 'var(--mantine-color-gray-0)',
    '--field-border': 'var(--mantine-color-gray-6)',
    '--live-color': 'var(--mantine-color-teal-9)',
    '--track-color': 'var(--mantine-color-gray-2)',
    '--edge-color': 'var(--mantine-color-gray-3)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-1)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-2)',
    '--mantine-color-error': 'var(--mantine-color-red-4)',
    '--mantine-color-anchor': 'var(--mantine-color-indigo-3)',
    '--page-background': 'var(--mantine-color-dark-8)',
    '--field-border': 'var(--mantine-color-dark-2)',
    '--live-color': 'var(--mantine-color-teal-4)',
    '--track-color': 'var(--mantine-color-dark-4)',
    '--edge-color': 'var(--mantine-color-dark-4)',
  },
});
