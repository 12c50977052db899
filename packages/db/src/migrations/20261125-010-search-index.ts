import { Migration } from '@mikro-orm/migrations';

/**
 * The search index: which activities have a term, in blocks of 65,536 ids. It is filled behind the writer, who then has
 * no words to index; what is not indexed yet is looked through row by row.
 */
export class SearchIndex extends Migration {
  override up(): void {
    this.addSql('drop index activities_search_idx');
    this.addSql(`
create table search_head (
  "only" boolean primary key default true check ("only"),
  indexed_through bigint not null
)`);
    this.addSql('insert into search_head (indexed_through) values (0)');
    this.addSql(`
create table search_blocks (
  block integer primary key,
  first_hour integer not null,
  last_hour integer not null,
  hours bytea not null
)`);
    this.addSql(`
create table search_postings (
  term text not null,
  block integer not null,
  count integer not null,
  places bytea not null,
  primary key (term, block)
)`);
    this.addSql('create index search_postings_block_idx on search_postings (block)');
    // A list of places has nothing to compress: trying costs time.
    this.addSql('alter table search_postings alter column places set storage external');
  }
}
