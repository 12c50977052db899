export * from './checkpoints.ts';
export * from './fast-hash.ts';
export * from './log-damaged-error.ts';
export * from './proofs.ts';
export * from './seal-key.ts';
export * from './seal-log.ts';
export type { Finding, Problem } from './verify/finding.ts';
export type { SoundLog, Verdict } from './verify/verify-log.ts';
export * from './verify-stored-log.ts';
