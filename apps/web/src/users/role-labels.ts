import type { Role } from '@timetracker/shared';

export const roleLabels: Record<Role, string> = { member: 'Member', admin: 'Administrator' };
