import { randomBytes } from 'node:crypto';
import type { StartPlan } from '../start.ts';
import { openerExtension, repositoryRoot } from '../test-host/paths.ts';
import { startServer } from '../test-host/server.ts';
import { workbenchQuery } from '../test-host/workbenchUrl.ts';
import { openFrontDoor } from './frontDoor.ts';

/** Opens the plan in VS Code's server, prints the address to visit, and stays until it is interrupted. */
export async function openServer(plan: StartPlan): Promise<void> {
  // Whoever reaches the port can read and write as this user, so the address carries a secret.
  const token = randomBytes(16).toString('hex');
  const server = await startServer({
    ...plan,
    linkedExtensions: [repositoryRoot, openerExtension],
    connectionToken: token,
    env: plan.file ? { RATIONALE_OPEN: plan.file } : {},
  });
  const door = await openFrontDoor({
    target: server.port,
    port: plan.port,
    query: (authority) => workbenchQuery(authority, { folder: plan.folder }),
  });
  console.log(`\nVS Code with Rationale is ready. Open this address in a browser:\n`);
  console.log(`    http://localhost:${door.port}/?tkn=${token}\n`);
  console.log(
    `On another machine, forward port ${door.port} first (ssh -L ${door.port}:localhost:${door.port} …).`,
  );
  console.log('Ctrl-C ends it.');
  await server.ended;
}
