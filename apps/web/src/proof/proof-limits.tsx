import { Anchor, List } from '@mantine/core';
import { t } from '../i18n/index.ts';

/** What a proof does not prove, and how to do without this page. @param id of an activity, to link its proof */
export const ProofLimits = ({ id }: { id?: number }) => (
  <List size="sm" spacing="xs">
    <List.Item>{t('proof.limits.unchanged')}</List.Item>
    <List.Item>{t('proof.limits.outside')}</List.Item>
    <List.Item>{t('proof.limits.page')}</List.Item>
    {id !== undefined && (
      <List.Item>
        <Anchor href={`/api/activities/${id}/proof`} target="_blank" rel="noreferrer" size="sm">
          {t('proof.limits.json')}
        </Anchor>
      </List.Item>
    )}
  </List>
);
