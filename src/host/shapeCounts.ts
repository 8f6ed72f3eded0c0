import { sampleLines } from '../core/dataset/formats.ts';
import { shapesOf } from '../core/dataset/readChoice.ts';
import type { DatasetModel } from './datasetModel.ts';

/** Characters of records that are read to count how many have a shape. */
const MOST_READ = 4_000_000;

/** A shape, and how many of the records that were looked at it reads. */
export interface CountedShape {
  readonly name: string;
  readonly title: string;
  readonly reads: number;
}

/** How many records each shape knows and reads, of a sample where there are many; those that are detected most first. */
export function countShapes(model: DatasetModel): {
  readonly shapes: readonly CountedShape[];
  readonly of: number;
} {
  const values: unknown[] = [];
  let size = 0;
  for (const line of sampleLines(model.source.lineCount)) {
    const text = model.source.line(line);
    size += text.length;
    if (size > MOST_READ && values.length > 0) break;
    const value = parsed(text);
    if (value !== undefined) values.push(value);
  }
  const shapes = shapesOf(model.choice).map((shape) => ({
    name: shape.name,
    title: shape.title,
    reads: values.filter((value) => shape.recognise(value) > 0 && shape.read(value) !== null).length,
  }));
  const detected = new Map(model.format.shapes.map(({ shape, count }) => [shape, count]));
  const of = ({ name }: CountedShape) => detected.get(name) ?? 0;
  return { shapes: shapes.sort((a, b) => of(b) - of(a) || b.reads - a.reads), of: values.length };
}

/** The value of a record; undefined where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return undefined;
  }
}
