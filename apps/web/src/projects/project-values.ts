import { type Client, currencyDecimals, type Project, type ProjectColor } from '@timetracker/shared';
import { parseAmount, writeAmount } from '../i18n/amount.ts';
import { fieldLabel } from '../i18n/catalog-text.ts';
import { t } from '../i18n/index.ts';
import type { Snapshot } from '../ui/use-versioned-save.ts';

/** A project as its form has it: the rate as it is typed, an empty one for none. */
export interface ProjectValues extends Record<string, unknown> {
  name: string;
  description: string;
  color: ProjectColor;
  client_id: number | null;
  hourly_rate_cents: string;
}

export const newProject: ProjectValues = {
  name: '',
  description: '',
  color: 'blue',
  client_id: null,
  hourly_rate_cents: '',
};

export const projectSnapshot = (project: Project): Snapshot<ProjectValues> => ({
  version: project.version,
  values: {
    name: project.name,
    description: project.description,
    color: project.color,
    client_id: project.client_id,
    hourly_rate_cents:
      project.hourly_rate_cents === null
        ? ''
        : writeAmount(project.hourly_rate_cents, currencyDecimals(project.currency)),
  },
});

/** What is wrong with a rate as it was typed; null when nothing is. @param decimals of its currency */
export const rateProblem = (typed: string, decimals: number) =>
  typed.trim() === '' || parseAmount(typed, decimals) !== undefined
    ? null
    : t('projects.rate_expected', { example: writeAmount(Math.round(1_234.5 * 10 ** decimals), decimals) });

/** Form values as the API takes them; only those that are given. @param decimals of the rate's currency */
export const asInput = (
  { hourly_rate_cents: rate, ...others }: Partial<ProjectValues>,
  decimals: number,
) => ({
  ...others,
  ...(rate !== undefined && {
    hourly_rate_cents: rate.trim() === '' ? null : (parseAmount(rate, decimals) ?? null),
  }),
});

/** A field's value as people read it. */
export function shownValue(field: keyof ProjectValues, values: ProjectValues, clients: readonly Client[]) {
  if (field === 'color') return t(`projects.color.${values.color}`);
  if (field === 'client_id') return clients.find(({ id }) => id === values.client_id)?.name ?? '';
  return String(values[field]);
}

export const projectFieldLabel = (field: keyof ProjectValues) => fieldLabel('project', String(field));
