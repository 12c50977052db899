export * from './inexact-place.ts';
export * from './parse-exactly.ts';
