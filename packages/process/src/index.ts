export { logLine, type LogLevel } from './log-line.ts';
export { type Service, supervised } from './supervised.ts';
