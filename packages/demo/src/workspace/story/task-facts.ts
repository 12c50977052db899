import type { TaskPriority } from '@timetracker/shared';
import type { PersonKey } from './people.ts';

/** What somebody says about a task while it is worked on. */
export interface Remark {
  by: PersonKey;
  body: string;
  /** What it says after its author has read it again. */
  edited?: string;
  /** Deleted a moment later. */
  withdrawn?: true;
}

/** A task as it is told; how it goes follows from the working time. Workdays are counted from 0. */
export interface TaskFacts {
  name: string;
  description?: string;
  /** The workday on which it is written down. */
  day: number;
  by: PersonKey;
  /** Who does it. */
  assignee: PersonKey;
  /** Written down without anybody who does it; this person assigns it later. */
  assigned_by?: PersonKey;
  priority?: TaskPriority;
  /** Becomes this after a few days. */
  raised?: TaskPriority;
  /** Workdays until it is due. */
  due?: number;
  /** Put off by so many workdays after a while. */
  put_off?: number;
  /** Hours until it is done; without, it goes on for ever. */
  hours?: number;
  /** Who looks at it before it is done, and what they send it back with the first time. */
  reviewer?: PersonKey;
  sent_back?: string;
  /** Dropped on this workday. */
  dropped?: number;
  remarks?: readonly Remark[];
}

export type TaskRecord = Readonly<Record<string, TaskFacts>>;
