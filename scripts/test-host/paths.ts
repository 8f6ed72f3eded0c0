import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this repository's clone. */
export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Where the VS Code server, its Node and Chromium are kept between runs. One folder may serve several clones:
 * set RATIONALE_TEST_HOST_DIR.
 */
export function testHostDirectory(): string {
  const override = process.env['RATIONALE_TEST_HOST_DIR'];
  return override ? path.resolve(override) : path.join(repositoryRoot, '.test-host');
}

/** An extension that opens the file named by the environment's RATIONALE_OPEN in the curation editor. */
export const openerExtension = path.join(repositoryRoot, 'scripts/test-host/opener');
