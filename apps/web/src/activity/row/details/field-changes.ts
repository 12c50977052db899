import type { Activity } from '@timetracker/shared';
import { fieldLabel } from '../../../i18n/catalog-text.ts';
import { currencyIn, moneyIn } from '../../data/currency-in.ts';
import { fieldValue } from './field-value.ts';
import { linesText } from './lines-text.ts';

/** A field that an activity changed, in words; undefined is empty. */
export interface FieldChangeText {
  field: string;
  label: string;
  before: string | undefined;
  after: string | undefined;
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** What the members of a project are called is kept beside the changes. */
const nameBeside = ({ extra_data }: Activity, field: string, side: 'before' | 'after') =>
  field === 'members' ? text(extra_data[side === 'after' ? 'member_added' : 'member_removed']) : undefined;

const NUMERAL = /^-?\d{1,15}$/;

/** Older activities keep an amount as text before and as a number after: `"28263"` and `28263` are the same. */
const asNumber = (value: unknown, other: unknown, field: string): unknown =>
  typeof value === 'string' &&
  NUMERAL.test(value) &&
  (typeof other === 'number' || (field.endsWith('_cents') && other === null))
    ? Number(value)
    : value;

const capitalized = (label: string) => label.charAt(0).toLocaleUpperCase() + label.slice(1);

/** The changes of an activity that differ to a reader; posted ones may have any shape, and are read as far as they go. */
export function fieldChanges(activity: Activity): FieldChangeText[] {
  const { changes } = activity.extra_data;
  if (!isObject(changes)) return [];
  const changed = changes['currency'];
  const currency = moneyIn(
    activity,
    isObject(changed) ? currencyIn({ currency: changed['after'] }) : undefined,
  );
  return Object.entries(changes).flatMap(([field, change]) => {
    if (!isObject(change)) return [];
    const valueOf = (side: 'before' | 'after') =>
      linesText(field === 'lines' && change[side], { currency, leftOut: change[`${side}_left_out`] }) ??
      fieldValue(asNumber(change[side], change[side === 'before' ? 'after' : 'before'], field), {
        entity_type: activity.entity_type,
        field,
        name: text(change[`${side}_name`]) ?? nameBeside(activity, field, side),
        currency,
      });
    const [before, after] = [valueOf('before'), valueOf('after')];
    const label = capitalized(fieldLabel(activity.entity_type, field));
    return before === after ? [] : [{ field, label, before, after }];
  });
}
