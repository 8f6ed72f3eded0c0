import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'mocha';
import { type AssessRow, chatLine, rows, withFiles } from './support.ts';

const CLI = fileURLToPath(new URL('../../../src/cli.ts', import.meta.url));

function start(args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['--import=tsx', CLI, ...args]);
}

async function exitCode(child: ChildProcessWithoutNullStreams): Promise<number | null> {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
}

describe('the rationale process', function () {
  this.timeout(60_000);

  it('reads standard input, prints to standard output, names bad lines on standard error, exits with 1', async () => {
    const child = start(['assess', '-']);
    const out = text(child.stdout);
    const err = text(child.stderr);
    child.stdin.end(`${chatLine('a')}\nbroken\n${chatLine('b')}`);
    assert.equal(await exitCode(child), 1);
    assert.deepEqual(
      rows<AssessRow>(await out).map(({ line, id }) => [line, id]),
      [
        [1, 'a'],
        [3, 'b'],
      ],
    );
    assert.match(await err, /^line 2, column 1: [^\n]+\n$/);
  });

  it('exits with 2 and one sentence, no stack trace, on a missing file', async () => {
    const child = start(['assess', 'no-such-file.jsonl']);
    const err = text(child.stderr);
    assert.equal(await exitCode(child), 2);
    assert.equal(await err, 'rationale: There is no file “no-such-file.jsonl”.\n');
  });

  it('ends quietly with 0 when its reader has seen enough', async () => {
    // More than pipes and buffers hold, so that the process still writes when its reader is gone.
    const input = `${chatLine('a')}\n`.repeat(20_000);
    await withFiles({ 'cases.jsonl': input }, async (paths) => {
      const child = start(['assess', paths['cases.jsonl']]);
      const err = text(child.stderr);
      child.stdin.end();
      await once(child.stdout, 'data');
      child.stdout.destroy();
      assert.equal(await exitCode(child), 0);
      assert.equal(await err, '');
    });
  });
});
