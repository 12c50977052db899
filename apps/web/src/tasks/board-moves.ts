import type { Task, TaskStatus } from '@timetracker/shared';
import { createContext, useContext } from 'react';

interface Moves {
  moveTo: (task: Task, status: TaskStatus) => void;
  /** Whether the card of this task has just been moved, asked as it appears: then it takes the focus, once. */
  claimFocus: (task_id: number) => boolean;
}

const Context = createContext<Moves | undefined>(undefined);

/** Lets the cards of a board move. */
export const BoardMoves = Context;

export function useBoardMoves(): Moves {
  const moves = useContext(Context);
  if (!moves) throw new Error('A card is on a board');
  return moves;
}
