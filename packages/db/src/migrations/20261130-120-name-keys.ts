import { Migration } from '@mikro-orm/migrations';

/**
 * What is left of a display name to whoever looks at it fleetingly, and an index by it: accounts that look alike are found
 * without reading all of them. The same as `nameKey` of the contracts, by this Node's knowledge of Unicode.
 */
export class NameKeys extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    const schema = String(place?.['schema']);
    await this.execute(`
create function ${schema}.name_key(name text) returns text language sql immutable strict parallel safe
return replace(replace(translate(
  regexp_replace(lower(normalize(name, nfkd) collate pg_catalog.pg_c_utf8), '[${unseen()}]', '', 'g'),
  '${OTHERS}', '${LATIN}'
), 'rn', 'm'), 'vv', 'w')`);
    await this.execute(
      `create index users_name_key on ${schema}.users (${schema}.name_key(display_name)) where anonymized_at is null`,
    );
  }
}

const OTHERS = 'абвгԁеѕіїјкӏмпорԛгстуԝхʏһѵԍαβγεηικνορτυωχϲϳοօոսհցքզяıƖǀ|!1i0ɑɡɩʟɴʀøн';
const LATIN = 'abbrdeslljklmnopqrctywxyhvgabyenlkvoptuwxcjoonuhgqqrllllllloagllnroh';

const UNSEEN = /[\p{M}\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
const LAST = 0x10_ff_ff;

/** Characters that are not looked at, as the ranges of a bracket expression. */
function unseen(): string {
  const ranges: string[] = [];
  let first: number | undefined;
  // NUL is in no text of PostgreSQL.
  for (let code = 1; code <= LAST + 1; code += 1) {
    const is = code <= LAST && UNSEEN.test(String.fromCodePoint(code));
    if (is) first ??= code;
    else if (first !== undefined) {
      ranges.push(`${escaped(first)}-${escaped(code - 1)}`);
      first = undefined;
    }
  }
  return ranges.join('');
}

const escaped = (code: number) => `\\U${code.toString(16).padStart(8, '0')}`;
