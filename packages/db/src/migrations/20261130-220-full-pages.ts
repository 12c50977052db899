import { Migration } from '@mikro-orm/migrations';

const indexes = [
  'activities_user_id_idx',
  'activities_project_id_idx',
  'activities_type_action_idx',
  'activities_hashed_entity_idx',
];

/**
 * Pages of indexes that are made at once are filled. What is stored later divides pages in the middle, where the next activity of
 * each person, project, kind or entity belongs: room in all the others serves nobody. Pages that are there stay as they are.
 */
export class FullPages extends Migration {
  override async up(): Promise<void> {
    const [place] = await this.execute('select quote_ident(current_schema()) as schema');
    for (const index of indexes)
      await this.execute(
        `alter index if exists ${String(place?.['schema'])}.${index} set (fillfactor = 100)`,
      );
  }
}
