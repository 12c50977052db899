import { actionCatalog, actions } from '@timetracker/shared';
import { actionLabel } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import { CatalogIcon } from '../../ui/catalog-icon.tsx';
import { useActivityPage } from '../activity-page.ts';
import { Facet } from './facet.tsx';

/** What was done. */
export function ActionFacet() {
  const { state, filter } = useActivityPage();
  return (
    <Facet
      label={t('activity.filter.actions')}
      options={actions.map((action) => ({
        value: action,
        label: actionLabel(action),
        icon: <CatalogIcon name={actionCatalog[action].icon} size={16} />,
      }))}
      chosen={state.filters.action ?? []}
      onChange={(chosen) => {
        const wanted = actions.filter((action) => chosen.includes(action));
        filter({ action: wanted.length > 0 ? wanted : undefined });
      }}
    />
  );
}
