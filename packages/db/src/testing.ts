export { createTestDatabase, type TestDatabase } from './test-database.ts';
export { tamper } from './test-tampering.ts';
