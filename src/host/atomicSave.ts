import { randomBytes } from 'node:crypto';
import { read } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type FileIdentity, identityOf } from './fileIdentity.ts';

/** A stretch of the new file: bytes of the old one, or bytes of its own. */
export type SavePiece =
  | { readonly kind: 'copy'; readonly start: number; readonly end: number }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array };

const readInto = promisify(read);

const CHUNK = 4 << 20;
const TEMPORARY = /^\.[0-9a-f]{12}\.rationale-tmp$/;
/** A save that still runs writes all the time; what nothing wrote to for this long was left by a crash. */
const STALE_AFTER_MS = 60 * 60 * 1000;

/**
 * Writes a new version of a file so that, whatever happens and whenever, the old one or the new one is there, whole:
 * into a temporary file in the same folder, flushed, given the old one's mode and owner, then renamed over it.
 * @param source descriptor of the open file that `copy` pieces come from; often that of `target` itself, as it was read.
 * @param check called when all is written and nothing is replaced; throws where the target is not to be replaced.
 * @returns what tells the new file from any other.
 * @throws the system's error, or the check's; the target is then untouched and the temporary file gone.
 */
export async function saveAtomically(
  source: number,
  target: string,
  pieces: Iterable<SavePiece>,
  check: () => Promise<void> = async () => {},
): Promise<FileIdentity> {
  // A symbolic link stays a link: the file that it names is the one replaced.
  const real = await realpath(target).catch(() => target);
  const temporary = join(dirname(real), `.${randomBytes(6).toString('hex')}.rationale-tmp`);
  const before = await stat(real).catch(() => null);
  try {
    const to = await open(temporary, 'wx', before?.mode ?? 0o666);
    let written: FileIdentity;
    try {
      await writePieces(source, to, pieces);
      if (before !== null) {
        // The mode given to open is cut by the umask; the owner can be kept only by who may.
        await to.chmod(before.mode & 0o7777);
        if (process.getuid?.() !== before.uid || process.getgid?.() !== before.gid) {
          await to.chown(before.uid, before.gid).catch(() => {});
        }
      }
      await to.sync();
      written = identityOf(to.fd);
    } finally {
      await to.close();
    }
    await check();
    await rename(temporary, real);
    await syncFolder(dirname(real));
    await removeStale(real);
    return written;
  } catch (error) {
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

async function writePieces(from: number, to: FileHandle, pieces: Iterable<SavePiece>): Promise<void> {
  const chunk = Buffer.allocUnsafe(CHUNK);
  for (const piece of pieces) {
    if (piece.kind === 'bytes') {
      await writeAll(to, piece.bytes);
      continue;
    }
    for (let at = piece.start; at < piece.end; ) {
      const { bytesRead } = await readInto(from, chunk, 0, Math.min(CHUNK, piece.end - at), at);
      if (bytesRead === 0) throw new Error('The file became shorter while it was saved.');
      await writeAll(to, chunk.subarray(0, bytesRead));
      at += bytesRead;
    }
  }
}

async function writeAll(to: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await to.write(bytes, done, bytes.length - done);
    done += bytesWritten;
  }
}

/** Makes the rename itself last; systems that cannot open a folder do without. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => {});
  await handle.close();
}

/**
 * Removes the temporary files that crashed saves left beside a file just saved. Only plain files of our own naming
 * and owner, and ages are counted by the file system's clock, which may not be this machine's. Never throws.
 */
async function removeStale(saved: string): Promise<void> {
  const folder = dirname(saved);
  try {
    const now = (await stat(saved)).ctimeMs;
    for (const name of await readdir(folder)) {
      if (!TEMPORARY.test(name)) continue;
      const path = join(folder, name);
      const found = await lstat(path);
      const isOurs = found.isFile() && (process.getuid === undefined || found.uid === process.getuid());
      if (isOurs && now - found.mtimeMs > STALE_AFTER_MS) await unlink(path);
    }
  } catch {
    // The file is saved; a leftover that cannot be removed now is tried again by the next save.
  }
}
