import { readFile } from 'node:fs/promises';
import { extendConcepts, readConceptFile } from '../core/constitution/conceptJson.ts';
import { type ConceptLayer, createConceptLayer } from '../core/constitution/conceptLayer.ts';
import { builtInConcepts } from '../core/constitution/concepts/concepts.ts';
import { UserError } from '../core/errors.ts';

/** @throws UserError when the file cannot be read, or naming each thing that is wrong in it with its place. */
export async function readConceptLayer(file: string): Promise<ConceptLayer> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`The concepts “${file}” could not be read: ${error.message}.`);
  });
  const { concepts, problems } = readConceptFile(text, builtInConcepts());
  if (problems.length > 0) {
    const places = problems.map(({ line, column, message }) => `${file}:${line}:${column} ${message}`);
    throw new UserError(`The concepts cannot be used.\n${places.join('\n')}`);
  }
  return createConceptLayer(extendConcepts(builtInConcepts(), concepts));
}
