export * from './action-of.ts';
export * from './actions.ts';
export * from './entities.ts';
export * from './entity-definition.ts';
export * from './sentence.ts';
export * from './task-status.ts';
