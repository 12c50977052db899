import {
  type CollisionDetection,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { taskStatusValues } from '@timetracker/shared';

/** So far is no click any more. */
const DRAG_DISTANCE_PX = 6;
/** So long is no scrolling any more. */
const HOLD = { delay: 220, tolerance: 8 };
const COLUMN_PADDING_PX = 8;

const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** Arrow keys carry a card to the column before or after the one it is over. */
const toNextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = steps[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  // Right after a card is picked up, it is over nothing yet: then it is where it belongs.
  const here: unknown = context.over?.id ?? context.active?.data.current?.['status'];
  const from = taskStatusValues.findIndex((status) => status === here);
  const target = taskStatusValues[from + step];
  const column = target && context.droppableContainers.get(target)?.node.current?.getBoundingClientRect();
  return column ? { ...currentCoordinates, x: column.left + COLUMN_PADDING_PX } : currentCoordinates;
};

export const useBoardSensors = () =>
  useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: DRAG_DISTANCE_PX } }),
    useSensor(TouchSensor, { activationConstraint: HOLD }),
    useSensor(KeyboardSensor, { coordinateGetter: toNextColumn }),
  );

/** The column under the pointer; for the keyboard, the one that the card covers most. */
export const nearestColumn: CollisionDetection = (collision) =>
  collision.pointerCoordinates ? pointerWithin(collision) : rectIntersection(collision);
