import type { Role } from '@timetracker/shared';
import { t } from '../i18n/index.ts';

export const roles = ['member', 'admin'] as const satisfies Role[];

export const roleLabel = (role: Role): string => t(`users.role.${role}`);
