import { t } from '../../../i18n/index.ts';
import { Isolated } from '../../../ui/isolated.tsx';
import classes from './details.module.css';
import type { FieldChangeText } from './field-changes.ts';

/** What was where, and what is there now. */
export const ChangeTable = ({ changes }: { changes: readonly FieldChangeText[] }) => (
  <table className={classes['changes']}>
    <thead>
      <tr>
        <th scope="col">{t('activity.change.field')}</th>
        <th scope="col">{t('activity.change.before')}</th>
        <th scope="col">{t('activity.change.after')}</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ field, label, before, after }) => (
        <tr key={field}>
          <th scope="row">{label}</th>
          <td>
            {before === undefined ? (
              <Nothing />
            ) : (
              <del>
                <Isolated>{before}</Isolated>
              </del>
            )}
          </td>
          <td>
            {after === undefined ? (
              <Nothing />
            ) : (
              <ins>
                <Isolated>{after}</Isolated>
              </ins>
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Nothing = () => <span className={classes['empty']}>{t('activity.change.empty')}</span>;
