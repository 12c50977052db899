export { queueColumns, textColumns } from './entities/personal-columns.ts';
export { nastyMigrations } from './migrating/test-migrations.ts';
export { tableRights } from './roles/table-rights.ts';
export { createTestDatabase, type TestDatabase, useFormat } from './test-database.ts';
export { tamper } from './test-tampering.ts';
