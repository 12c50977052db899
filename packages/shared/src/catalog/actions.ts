/**
 * Everything that can be done to an entity, in the seed's words ("Action Types"), then what is done to data, access and
 * the trail itself. One line adds an action.
 */
export const actionCatalog = {
  created: { label: 'Created', icon: 'plus', color: 'green', verb: 'Created' },
  updated: { label: 'Updated', icon: 'pencil', color: 'blue', verb: 'Updated' },
  deleted: { label: 'Deleted', icon: 'trash', color: 'red', verb: 'Deleted' },
  started: { label: 'Started', icon: 'player-play', color: 'teal', verb: 'Started' },
  stopped: { label: 'Stopped', icon: 'player-stop', color: 'orange', verb: 'Stopped' },
  completed: { label: 'Completed', icon: 'circle-check', color: 'green', verb: 'Completed' },
  assigned: { label: 'Assigned', icon: 'user-check', color: 'violet', verb: 'Assigned' },
  commented: { label: 'Commented', icon: 'message', color: 'cyan', verb: 'Commented on' },
  status_changed: {
    label: 'Status changed',
    icon: 'arrows-exchange',
    color: 'indigo',
    verb: 'Changed the status of',
  },
  sent: { label: 'Sent', icon: 'send', color: 'blue', verb: 'Sent' },
  paid: { label: 'Paid', icon: 'cash', color: 'green', verb: 'Recorded the payment of' },
  archived: { label: 'Archived', icon: 'archive', color: 'gray', verb: 'Archived' },
  unarchived: { label: 'Unarchived', icon: 'archive-off', color: 'grape', verb: 'Unarchived' },
  exported: { label: 'Exported', icon: 'download', color: 'blue', verb: 'Exported' },
  anonymized: { label: 'Anonymized', icon: 'user-off', color: 'grape', verb: 'Anonymized' },
  purged: { label: 'Purged', icon: 'eraser', color: 'red', verb: 'Purged' },
  revoked: { label: 'Revoked', icon: 'key-off', color: 'orange', verb: 'Revoked' },
  refused: { label: 'Refused', icon: 'ban', color: 'red', verb: 'Refused' },
  held: { label: 'Held', icon: 'lock', color: 'indigo', verb: 'Held' },
  released: { label: 'Released', icon: 'lock-open', color: 'teal', verb: 'Released' },
  paused: { label: 'Paused', icon: 'player-pause', color: 'orange', verb: 'Paused' },
  resumed: { label: 'Resumed', icon: 'player-track-next', color: 'teal', verb: 'Resumed' },
  retried: { label: 'Retried', icon: 'refresh', color: 'blue', verb: 'Retried' },
} as const satisfies Record<string, { label: string; icon: string; color: string; verb: string }>;

export type Action = keyof typeof actionCatalog;
export type ActionIcon = (typeof actionCatalog)[Action]['icon'];

const isAction = (value: string): value is Action => Object.hasOwn(actionCatalog, value);
export const actions: readonly Action[] = Object.keys(actionCatalog).filter(isAction);
