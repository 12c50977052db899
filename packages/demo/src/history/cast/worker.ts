import type { ProjectColor, TaskPriority, TaskStatus } from '@timetracker/shared';
import type { WeightedDraw } from '../weighted-draw.ts';
import type { Device } from '../words/devices.ts';

/** Somebody with an account, and what they are at. */
export interface Worker {
  id: number;
  display_name: string;
  username: string;
  email: string;
  time_zone: string;
  weight: number;
  /** Epoch milliseconds; -Infinity: was there before. */
  joined: number;
  /** Has got the account in this seed, so that the history tells of it. */
  is_new: boolean;
  devices: readonly Device[];
  projects: WeightedDraw<Place>;
  /** In which they have work from the beginning to the end. */
  home: Place;
  /** The entry whose timer runs. */
  timer: Entry | null;
  last_entry: Entry | null;
}

/** A project, and what lies around in it. */
export interface Place {
  id: number;
  name: string;
  color: ProjectColor;
  hourly_rate_cents: number;
  client: Client;
  weight: number;
  /** Epoch milliseconds; -Infinity: was there before. */
  begun: number;
  /** Epoch milliseconds; Infinity: goes on. */
  ended: number;
  is_new: boolean;
  /** The busy ones come up more often. */
  members: WeightedDraw<Worker>;
  /** Open ones, oldest first. */
  tasks: Task[];
  /** The latest, oldest first. */
  comments: Comment[];
}

export interface Task {
  id: number;
  name: string;
  description: string;
  status: TaskStatus;
  priority: TaskPriority;
  due_date: string | null;
  assignee: Worker | null;
}

export interface Comment {
  id: number;
  task: Task;
  body: string;
}

export interface Entry {
  id: number;
  project: Place;
  task: Task | null;
  notes: string;
  /** Epoch milliseconds. */
  started_at: number;
  ended_at: number | null;
}

export interface Client {
  id: number;
  name: string;
  contact_name: string;
  phone: string;
  notes: string;
}
