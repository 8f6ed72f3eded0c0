/** A parsed JSON object. Its keys are read with `field` only, so that `constructor` and the like are never found. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The object's own value at `key`; undefined where there is none. */
export function field(value: JsonObject, key: string): unknown {
  const found = value[key];
  // Most keys that are asked for are not there, and to look is quicker than to ask whose they are.
  return found !== undefined && Object.hasOwn(value, key) ? found : undefined;
}

export function has(value: JsonObject, key: string): boolean {
  const found = field(value, key);
  return found !== undefined && found !== null;
}

export function textField(value: JsonObject, key: string): string | null {
  const found = field(value, key);
  return typeof found === 'string' ? found : null;
}

export function objectField(value: JsonObject, key: string): JsonObject | null {
  const found = field(value, key);
  return isObject(found) ? found : null;
}

export function listField(value: JsonObject, key: string): readonly unknown[] | null {
  const found = field(value, key);
  return isList(found) ? found : null;
}

/** The first of `keys` that the object has with a value that `fits`. */
export function firstKey(
  value: JsonObject,
  keys: readonly string[],
  fits: (found: unknown) => boolean = isPresent,
): string | null {
  for (const key of keys) {
    const found = value[key];
    if (found !== undefined && fits(found) && Object.hasOwn(value, key)) {
      return key;
    }
  }
  return null;
}

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** JSON for reading. What is nested too deeply to be written says so. */
export function renderJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 2) ?? '';
  } catch {
    // JSON.stringify is recursive: nesting of some thousand levels is more than its stack holds.
    return '(nested too deeply to show)';
  }
}
