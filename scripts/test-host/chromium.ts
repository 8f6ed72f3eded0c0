import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { UserError } from '../../src/core/errors.ts';
import { installOnce } from './install.ts';
import { missingLibraries } from './libraries.ts';

interface Chromium {
  readonly executable: string;
  readonly env: Record<string, string>;
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Starts headless Chromium. Linux on x64 uses the one that npm brings (the same version everywhere, with the
 * libraries and a font it needs); other systems use an installed Chrome or Chromium. RATIONALE_CHROMIUM names another.
 */
export async function launchChromium(): Promise<Browser> {
  const { executable, env } = await findChromium();
  assertLibraries(executable, env);
  return chromium.launch({
    executablePath: executable,
    args: FLAGS,
    env: { ...definedEnvironment(), ...env },
    headless: true,
  });
}

async function findChromium(): Promise<Chromium> {
  const named = process.env['RATIONALE_CHROMIUM'];
  if (named) {
    if (!existsSync(named)) throw new UserError(`RATIONALE_CHROMIUM names ${named}, which does not exist.`);
    return { executable: named, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return unpackChromium();
  const executable = installedCandidates().find((candidate) => existsSync(candidate));
  if (executable) return { executable, env: {} };
  throw new UserError(
    `No Chrome or Chromium was found on this ${process.platform}/${process.arch} machine. ` +
      'Install one, or name it in RATIONALE_CHROMIUM.',
  );
}

async function unpackChromium(): Promise<Chromium> {
  const require = createRequire(import.meta.url);
  const packed = path.resolve(path.dirname(require.resolve('@sparticuz/chromium')), '../../bin');
  const version = path.basename(path.dirname(packed));
  const dir = await installOnce(
    `chromium-147.0.0`,
    `headless Chromium (from npm's ${version})`,
    async (target) => {
      const executable = path.join(target, 'chrome');
      await pipeline(
        createReadStream(path.join(packed, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(executable),
      );
      await chmod(executable, 0o755);
      for (const archive of ['al2023', 'fonts', 'swiftshader'])
        await unpackTar(path.join(packed, `${archive}.tar.br`), target);
    },
  );
  // The system's fonts come first where there are any; the bundled one makes text visible where there are none.
  await writeFile(
    path.join(dir, 'fonts.conf'),
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n` +
      `  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>\n` +
      `  <dir>/usr/share/fonts</dir>\n  <dir>${path.join(dir, 'fonts')}</dir>\n` +
      `  <cachedir>${path.join(os.tmpdir(), 'rationale-fontconfig')}</cachedir>\n</fontconfig>\n`,
  ).catch(() => undefined);
  const libraries = path.join(dir, 'lib');
  const inherited = process.env['LD_LIBRARY_PATH'];
  return {
    executable: path.join(dir, 'chrome'),
    env: {
      LD_LIBRARY_PATH: inherited ? `${inherited}:${libraries}` : libraries,
      FONTCONFIG_FILE: path.join(dir, 'fonts.conf'),
    },
  };
}

async function unpackTar(archive: string, target: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', target], { stdio: ['pipe', 'ignore', 'inherit'] });
  const done = new Promise<void>((resolve, reject) => {
    tar.on('error', () =>
      reject(new UserError('The "tar" command is missing: install it (apt-get install tar).')),
    );
    tar.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`tar ended with ${code} on ${archive}`)),
    );
  });
  // tar may end before the padding behind the archive's end is written; its exit code alone says how it went.
  const fed = pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin).catch(() => undefined);
  await Promise.all([fed, done]);
}

/** Says which shared libraries the browser misses rather than let it fail obscurely. */
function assertLibraries(executable: string, env: Record<string, string>): void {
  const missing = missingLibraries(executable, env);
  if (missing.length > 0)
    throw new UserError(
      `Chromium (${executable}) misses shared libraries: ${missing.join(', ')}.\n` +
        'On Debian or Ubuntu: sudo apt-get install -y libnss3 libnspr4 libexpat1 libgcc-s1 fontconfig',
    );
}

function installedCandidates(): string[] {
  const local = process.env['LOCALAPPDATA'] ?? '';
  const programs = process.env['PROGRAMFILES'] ?? 'C:\\Program Files';
  const programs86 = process.env['PROGRAMFILES(X86)'] ?? 'C:\\Program Files (x86)';
  if (process.platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
  if (process.platform === 'win32')
    return [programs, programs86, local].flatMap((root) => [
      path.join(root, 'Google/Chrome/Application/chrome.exe'),
      path.join(root, 'Microsoft/Edge/Application/msedge.exe'),
    ]);
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((dir) =>
      ['chromium', 'google-chrome', 'google-chrome-stable', 'chrome'].map((name) => path.join(dir, name)),
    );
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
