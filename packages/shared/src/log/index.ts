export * from './base64.ts';
export * from './checkpoint.ts';
export * from './growing-tree.ts';
export * from './hash.ts';
export * from './note-keys.ts';
export * from './proof-parts.ts';
export * from './signed-note.ts';
export * from './verify-proof.ts';
