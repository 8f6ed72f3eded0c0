// Saves a file and dies on the way: at the piece given, or, with -1, whenever the parent kills it after the last one.
import { openSync } from 'node:fs';
import { kill, pid, stdout } from 'node:process';
import { type SavePiece, saveAtomically } from '../../../src/host/atomicSave.ts';

const [file = '', dieAt = '-1'] = process.argv.slice(2);
const PIECES = 64;

function* pieces(): Generator<SavePiece> {
  for (let index = 0; index < PIECES; index++) {
    if (index === Number(dieAt)) kill(pid, 'SIGKILL');
    yield { kind: 'bytes', bytes: Buffer.alloc(64 * 1024, 'b') };
  }
  stdout.write('written\n');
}

await saveAtomically(openSync(file, 'r'), file, pieces());
stdout.write('saved\n');
