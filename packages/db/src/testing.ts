export { nastyMigrations } from './migrating/test-migrations.ts';
export { createTestDatabase, type TestDatabase } from './test-database.ts';
