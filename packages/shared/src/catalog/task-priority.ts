/** A task's priorities, the most pressing last. */
export const taskPriorities = { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' } as const;

export type TaskPriority = keyof typeof taskPriorities;
export const taskPriorityValues = ['low', 'normal', 'high', 'urgent'] as const satisfies TaskPriority[];
