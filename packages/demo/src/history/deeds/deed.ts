import type { entityCatalog, ReportedType } from '@timetracker/shared';
import type { Random } from '@timetracker/shared/random';
import type { Place, Worker } from '../cast/worker.ts';
import type { World } from '../world.ts';
import type { Told } from './told.ts';

/** Who is at work, where, and when. */
export interface Scene {
  /** Epoch milliseconds. */
  at: number;
  by: Worker;
  project: Place;
  world: World;
  random: Random;
}

/** Something that people do. */
export interface Deed {
  /** How often it is done, of all deeds together; 0: never by chance, only when its time has come. */
  share: number;
  /**
   * Does it, or what comes nearest when nothing is there that it could be done to.
   * @returns the activities of that change, at least one
   */
  tell: (scene: Scene) => readonly Told[];
}

/** A deed for every action that the catalog declares for a type, and for no other. */
export type DeedsOf<Type extends ReportedType> = Record<
  (typeof entityCatalog)[Type]['actions'][number],
  Deed
>;
