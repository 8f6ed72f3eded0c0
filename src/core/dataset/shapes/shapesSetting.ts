import { type CustomMapping, customMapping } from './customMapping.ts';
import { SHAPES } from './table.ts';
import { isList } from './values.ts';

/** What the setting `rationale.shapes` says. */
export interface ShapesSetting {
  /** The entries that can be used. */
  readonly mappings: readonly CustomMapping[];
  /** What is wrong with the others, one sentence each that names the entry and its key. */
  readonly problems: readonly string[];
}

/** Reads the setting; an entry that is wrong does not take the others with it. */
export function readShapesSetting(setting: unknown): ShapesSetting {
  if (setting === undefined || setting === null) {
    return { mappings: [], problems: [] };
  }
  if (!isList(setting)) {
    return { mappings: [], problems: ['rationale.shapes must be a list of shapes.'] };
  }
  const mappings: CustomMapping[] = [];
  const problems: string[] = [];
  const names = new Set(SHAPES.map(({ name }) => name));
  for (const [i, entry] of setting.entries()) {
    const entryName = `rationale.shapes, entry ${i + 1}`;
    const parsed = customMapping().safeParse(entry);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
      problems.push(`${entryName}${where}: ${issue?.message ?? 'not a shape'}.`);
    } else if (names.has(parsed.data.name)) {
      problems.push(`${entryName} at name: “${parsed.data.name}” is taken by another shape.`);
    } else {
      names.add(parsed.data.name);
      mappings.push(parsed.data);
    }
  }
  return { mappings, problems };
}
