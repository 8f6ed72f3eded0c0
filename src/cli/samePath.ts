import { realpath } from 'node:fs/promises';
import { UserError } from '../core/errors.ts';

/**
 * Guards what a command reads against being written over.
 * @throws UserError when `out` is one of the inputs, by whatever name.
 */
export async function refuseInputs(out: string | undefined, inputs: readonly string[]): Promise<void> {
  if (out === undefined) return;
  const places = inputs.filter((name) => name !== '-').map((name) => realpath(name).catch(() => null));
  const place = await realpath(out).catch(() => null);
  if (place !== null && (await Promise.all(places)).includes(place))
    throw new UserError(`“${out}” is what is read here and is never written over. Name another file.`);
}
