export { nastyMigrations } from './migrating/test-migrations.ts';
export { createTestDatabase, type TestDatabase, type TrailFormat, useFormat } from './test-database.ts';
export { tamper } from './test-tampering.ts';
