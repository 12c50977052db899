export * from './activity.ts';
export * from './activity-event.ts';
export * from './fields.ts';
export * from './project.ts';
export * from './stats.ts';
export * from './task.ts';
export * from './time-entry.ts';
export * from './user.ts';
