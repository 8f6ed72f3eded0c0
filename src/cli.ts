#!/usr/bin/env node
import { createHash } from 'node:crypto';
import { runCli } from './cli/main.ts';
import { setDigest } from './core/text/hash.ts';

// A reader that has seen enough (`| head`) is no error; nobody reads what standard error could say of its own loss.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
process.stderr.on('error', () => {});

setDigest((text) => createHash('sha256').update(text).digest('hex'));
process.exitCode = await runCli(process.argv.slice(2), process);
