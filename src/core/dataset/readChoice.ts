import type { ReadOptions } from './read.ts';
import { customShape } from './shapes/custom.ts';
import type { CustomMapping } from './shapes/customMapping.ts';
import { sessionLog } from './shapes/sessionLog.ts';
import type { Shape } from './shapes/shape.ts';
import { SHAPES } from './shapes/table.ts';

/** How the records of one file are read, as plain data that can be sent to another thread. */
export interface ReadChoice {
  /** The one shape to read every record as; null to find out for each. */
  readonly shape: string | null;
  /** The user's own shapes, which come before the built-in ones. */
  readonly mappings: readonly CustomMapping[];
}

export const DETECT: ReadChoice = { shape: null, mappings: [] };

/** Every shape that a file's records may have under this choice, the surest to be meant first. */
export function shapesOf(choice: ReadChoice): readonly Shape[] {
  return [...choice.mappings.map(customShape), ...SHAPES, sessionLog];
}

export function readOptions(choice: ReadChoice): Required<Pick<ReadOptions, 'shapes'>> & ReadOptions {
  const shapes = shapesOf(choice);
  return choice.shape === null ? { shapes } : { shapes, shape: choice.shape };
}

/** Names the choice, for keys under which what was read is kept; empty for the choice that most files have. */
export function choiceKey(choice: ReadChoice): string {
  return choice.shape === null && choice.mappings.length === 0
    ? ''
    : JSON.stringify([choice.shape, choice.mappings]);
}
