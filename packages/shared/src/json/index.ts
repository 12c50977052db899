export * from './inexact-place.ts';
export * from './json-memory.ts';
export * from './json-structure.ts';
export * from './json-weight.ts';
export * from './parse-exactly.ts';
export * from './weight-of.ts';
