import type { InvoiceStatus, TaskPriority, TaskStatus } from '@timetracker/shared';
import type { ClientKey } from '../story/clients.ts';
import type { Colleague, PersonKey } from '../story/people.ts';
import type { ProjectKey } from '../story/projects.ts';

interface Subject {
  project: string;
  /** Null: the project as a whole. */
  task: string | null;
  notes: string;
}

interface FreeLine {
  description: string;
  quantity_hundredths: number;
  unit_price_cents: number;
}

/** Everything that people do in the demo. Things are called by keys until they have ids. Instants are epoch milliseconds. */
export interface Deeds {
  set_up_workspace: object;
  create_person: { person: Colleague };
  rename_person: { person: Colleague; display_name: string };
  create_client: { client: ClientKey };
  create_duplicate_client: { client: string; name: string };
  note_on_client: { client: ClientKey; notes: string };
  delete_client: { client: string };
  create_project: { project: ProjectKey };
  create_trial_project: { project: string; name: string };
  describe_project: { project: ProjectKey; description: string };
  change_rate: { project: ProjectKey; hourly_rate_cents: number };
  archive_project: { project: ProjectKey };
  unarchive_project: { project: ProjectKey };
  delete_project: { project: string };
  add_member: { project: ProjectKey; person: Colleague };
  remove_member: { project: ProjectKey; person: Colleague };
  create_task: {
    task: string;
    project: string;
    name: string;
    description?: string | undefined;
    priority?: TaskPriority | undefined;
    assignee?: PersonKey | undefined;
    due_date?: string | undefined;
  };
  change_task: {
    task: string;
    status?: TaskStatus;
    priority?: TaskPriority;
    assignee?: PersonKey;
    due_date?: string;
    description?: string;
  };
  delete_task: { task: string };
  create_comment: { comment: string; task: string; body: string };
  change_comment: { comment: string; body: string };
  delete_comment: { comment: string };
  start_timer: Subject & { entry: string; stop_running: boolean };
  stop_timer: object;
  add_entry: Subject & { entry: string; from: number; to: number };
  change_entry: { entry: string; notes?: string; to?: number };
  delete_entry: { entry: string };
  draft_invoice: {
    invoice: string;
    client: ClientKey;
    project: ProjectKey;
    /** The project's unbilled time up to this day. */
    time_until?: string | undefined;
    lines?: readonly FreeLine[] | undefined;
    notes?: string | undefined;
  };
  note_on_invoice: { invoice: string; notes: string };
  set_invoice_status: { invoice: string; status: Exclude<InvoiceStatus, 'draft'> };
  delete_invoice: { invoice: string };
}

export type Kind = keyof Deeds;

/** Who does what at which instant. */
export type Step<Which extends Kind = Kind> = {
  [K in Which]: { at: number; by: PersonKey; kind: K; deed: Deeds[K] };
}[Which];

export const step = <Which extends Kind>(at: number, by: PersonKey, kind: Which, deed: Deeds[Which]) =>
  ({ at, by, kind, deed }) as Step<Which>;
