export { createTestDatabase, type TestDatabase, useFormat } from './test-database.ts';
export { tamper } from './test-tampering.ts';
export { queueColumns, textColumns } from './entities/personal-columns.ts';
export { tableRights } from './roles/table-rights.ts';
export { nastyMigrations } from './migrating/test-migrations.ts';
