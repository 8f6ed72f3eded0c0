import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  closeSync,
  lutimesSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SavePiece, saveAtomically } from '../../../src/host/atomicSave.ts';
import { identityOf, isSameFile } from '../../../src/host/fileIdentity.ts';

const OLD = Buffer.alloc(3_000_000, 'a');
const NEW = Buffer.alloc(64 * 64 * 1024, 'b');

describe('saving', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'save-'));
    file = join(folder, 'cases.jsonl');
    writeFileSync(file, OLD);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Saves to a file what comes from it. */
  async function save(target: string, pieces: Iterable<SavePiece>, check?: () => Promise<void>) {
    const source = openSync(file, 'r');
    try {
      return await saveAtomically(source, target, pieces, check);
    } finally {
      closeSync(source);
    }
  }

  /** Runs a save in a process of its own; `onWritten` is called when all bytes are written but nothing is renamed. */
  async function crash(dieAt: number, onWritten: (kill: () => void) => void = () => {}): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--import=tsx', join(import.meta.dirname, 'crashingSave.ts'), file, String(dieAt)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    child.stdout.on('data', (data: Buffer) => {
      if (data.toString().includes('written')) onWritten(() => child.kill('SIGKILL'));
    });
    await once(child, 'exit');
  }

  it('leaves the old file whole when the process dies while it writes', async function () {
    this.timeout(30_000);
    for (const dieAt of [0, 1, 31, 63]) {
      await crash(dieAt);
      assert.ok(readFileSync(file).equals(OLD), `died at piece ${dieAt}`);
    }
  });

  it('leaves the old file or the new one, whole, when the process dies around the rename', async function () {
    this.timeout(30_000);
    for (let round = 0; round < 6; round++) {
      writeFileSync(file, OLD);
      await crash(-1, (kill) => {
        // Each round dies a little later, from before the flush to after the rename.
        let turns = round * 3;
        const later = () => (turns-- > 0 ? setImmediate(later) : kill());
        later();
      });
      const found = readFileSync(file);
      assert.ok(found.equals(OLD) || found.equals(NEW), `round ${round}`);
    }
  });

  it('leaves the old file whole and no temporary one behind when a write fails', async () => {
    function* failing() {
      yield { kind: 'copy', start: 0, end: 1_000_000 } as const;
      throw new Error('no space left on device');
    }
    await assert.rejects(save(file, failing()), /no space left/);
    assert.ok(readFileSync(file).equals(OLD));
    assert.deepEqual(readdirSync(folder), ['cases.jsonl']);
  });

  it('says so when the file became shorter under it, and writes nothing', async () => {
    await assert.rejects(save(file, [{ kind: 'copy', start: 0, end: OLD.length + 1 }]), /became shorter/);
    assert.ok(readFileSync(file).equals(OLD));
  });

  it('keeps the mode, follows a link and leaves the link a link', async () => {
    chmodSync(file, 0o604);
    const link = join(folder, 'link.jsonl');
    symlinkSync(file, link);
    await save(link, [
      { kind: 'copy', start: 0, end: 10 },
      { kind: 'bytes', bytes: Buffer.from('new') },
    ]);
    assert.equal(readFileSync(file, 'utf8'), 'aaaaaaaaaanew');
    assert.equal(statSync(file).mode & 0o777, 0o604);
    assert.deepEqual(readdirSync(folder).sort(), ['cases.jsonl', 'link.jsonl']);
  });

  it('removes what crashed saves left, and nothing that may still be written or is not its own', async () => {
    const stale = '.0123456789ab.rationale-tmp';
    const fresh = '.ba9876543210.rationale-tmp';
    const other = 'mine.rationale-tmp';
    const link = '.aaaaaaaaaaaa.rationale-tmp';
    for (const name of [stale, fresh, other]) writeFileSync(join(folder, name), 'left');
    symlinkSync(file, join(folder, link));
    lutimesSync(join(folder, link), 1, 1);
    for (const name of [stale, other]) utimesSync(join(folder, name), 1, 1);
    await save(file, [{ kind: 'bytes', bytes: Buffer.from('new') }]);
    assert.deepEqual(readdirSync(folder).sort(), [link, fresh, 'cases.jsonl', other].sort());
    assert.equal(readFileSync(file, 'utf8'), 'new');
  });

  it('replaces nothing when told at the end that it must not', async () => {
    const refusing = async () => {
      appendFileSync(file, 'by a logger');
      throw new Error('changed meanwhile');
    };
    await assert.rejects(save(file, [{ kind: 'copy', start: 0, end: 10 }], refusing), /changed meanwhile/);
    assert.equal(readFileSync(file, 'utf8'), `${OLD}by a logger`);
    assert.deepEqual(readdirSync(folder), ['cases.jsonl']);
  });

  it('copies what was opened, whatever has its name by now, and tells the new file from any other', async () => {
    const source = openSync(file, 'r');
    unlinkSync(file);
    const target = join(folder, 'elsewhere.jsonl');
    const written = await saveAtomically(source, target, [{ kind: 'copy', start: 0, end: 10 }]);
    closeSync(source);
    assert.equal(readFileSync(target, 'utf8'), 'aaaaaaaaaa');
    const found = openSync(target, 'r');
    assert.ok(isSameFile(identityOf(found), written));
    closeSync(found);
  });
});
