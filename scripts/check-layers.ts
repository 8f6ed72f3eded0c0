import { join } from 'node:path';
import { layerViolations } from './layers.ts';

const problems = layerViolations(join(import.meta.dirname, '..'));
for (const problem of problems) console.error(`layer rule: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
