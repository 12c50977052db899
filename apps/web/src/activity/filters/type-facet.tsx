import { entityCatalog, entityTypes } from '@timetracker/shared';
import { entityPlural } from '../../i18n/catalog-text.ts';
import { t } from '../../i18n/index.ts';
import { useIsAdmin } from '../../session/me.ts';
import { CatalogIcon } from '../../ui/catalog-icon.tsx';
import { useActivityPage } from '../activity-page.ts';
import { Facet } from './facet.tsx';

/** Which kinds of things; those of administrators are offered to them alone. */
export function TypeFacet() {
  const isAdmin = useIsAdmin();
  const { state, filter } = useActivityPage();
  const types = entityTypes.filter((type) => isAdmin || !entityCatalog[type].admin_only);
  return (
    <Facet
      label={t('activity.filter.types')}
      options={types.map((type) => ({
        value: type,
        label: entityPlural(type),
        icon: <CatalogIcon name={entityCatalog[type].icon} size={16} />,
      }))}
      chosen={state.filters.entity_type ?? []}
      onChange={(chosen) => {
        const wanted = types.filter((type) => chosen.includes(type));
        filter({ entity_type: wanted.length > 0 ? wanted : undefined });
      }}
    />
  );
}
