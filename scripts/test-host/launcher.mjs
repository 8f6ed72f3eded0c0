#!/usr/bin/env node
// Stands in for a VS Code executable: @vscode/test-electron starts it with VS Code's arguments, and it runs the same
// suite in VS Code's server with headless Chromium.
import { register } from 'tsx/esm/api';

register();
const { runSuite } = await import('./runSuite.ts');
try {
  process.exit(await runSuite(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error && error.name === 'UserError' ? error.message : error);
  process.exit(1);
}
