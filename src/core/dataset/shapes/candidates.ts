import type { Shape } from './shape.ts';
import { isObject } from './values.ts';

/** Kinds of records remembered; a file of records whose keys are data would fill memory otherwise. */
const MOST = 200;

const known = new WeakMap<readonly Shape[], Map<string, readonly Shape[]>>();

/**
 * The shapes that may recognise a record, found out once for all records with the same keys in the same order: a shape that
 * recognised nothing of one of them, and asked it for no key that it has, recognises nothing of any.
 */
export function candidates(value: unknown, shapes: readonly Shape[]): readonly Shape[] {
  if (!isObject(value)) return shapes;
  const keys = Object.keys(value).join('\u0000');
  let bySignature = known.get(shapes);
  if (bySignature === undefined) {
    bySignature = new Map();
    known.set(shapes, bySignature);
  }
  const found = bySignature.get(keys);
  if (found !== undefined) return found;
  const possible = shapes.filter((shape) => mayRecognise(shape, value));
  if (bySignature.size < MOST) bySignature.set(keys, possible);
  return possible;
}

function mayRecognise(shape: Shape, value: object): boolean {
  let looked = false;
  // Which keys there are is part of the signature; what stands under them is not.
  const watched = new Proxy(value, {
    get(target, key, receiver) {
      if (Object.hasOwn(target, key)) looked = true;
      return Reflect.get(target, key, receiver) as unknown;
    },
    getOwnPropertyDescriptor(target, key) {
      if (Object.hasOwn(target, key)) looked = true;
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
  });
  return shape.recognise(watched) > 0 || looked;
}
