import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';

/**
 * Stands in for what is on its way: its outline for the eye, its name for the ear.
 * @param what follows `Loading`, as in `Loading activities…`
 */
export const Loading = ({ what, children }: { what: string; children: ReactNode }) => (
  <output style={{ display: 'block' }}>
    <VisuallyHidden>{t('common.loading', { what })}</VisuallyHidden>
    {children}
  </output>
);
