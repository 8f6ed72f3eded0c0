#!/usr/bin/env node
import { runCli } from './cli/main.ts';

// A reader that has seen enough (`| head`) is no error; nobody reads what standard error could say of its own loss.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.stderr.on('error', () => {});

process.exitCode = await runCli(process.argv.slice(2), process);
