import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { removeNow } from '../../../scripts/test-host/children.ts';
import { launchChromium } from '../../../scripts/test-host/chromium.ts';
import { openerExtension, repositoryRoot } from '../../../scripts/test-host/paths.ts';
import {
  createProfile,
  type Settings,
  type Theme,
  writeSettings,
} from '../../../scripts/test-host/profile.ts';
import { startServer } from '../../../scripts/test-host/server.ts';
import { workbenchQuery } from '../../../scripts/test-host/workbenchUrl.ts';
import { readManifest } from '../manifest.ts';
import { closing, opened } from './tellFailures.ts';
import { whatItShows } from './whatItShows.ts';

export interface OpenWorkbenchOptions {
  /** The folder to open: an absolute path. Use a copy; see {@link temporaryDirectory} in scripts/test-host/profile.ts. */
  readonly folder: string;
  readonly theme?: Theme;
  /** User settings over the quiet defaults. */
  readonly settings?: Settings;
  /** Folder of the extension's source to run; this repository (build it first) unless given. */
  readonly extension?: string;
  /** Installs this package instead of running an extension from source. */
  readonly vsix?: string;
  /** A dataset to open in the curation editor at the start: an absolute path. */
  readonly curate?: string;
  /** A file to open in the text editor at the start: an absolute path. */
  readonly openFile?: string;
  /** Whether VS Code asks for trust in the folder; off by default. */
  readonly workspaceTrust?: boolean;
  /** Further variables of the extension host's environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** VS Code's display language, such as `zh-cn`. Its own words stay English; those of extensions follow it. */
  readonly language?: string;
}

/** A real VS Code in headless Chromium, as a person would have it before them. */
export interface Workbench {
  readonly page: Page;
  /** Where this VS Code keeps its installed extensions. */
  readonly extensionsDirectory: string;
  /** Errors about the extension that the page threw or logged, in order. */
  readonly errors: readonly string[];
  /**
   * The document inside the extension's visible webview. Waits until `selector` (default: any element of the body)
   * is there. VS Code nests it two frames deep and makes a new one whenever the editor opens again: ask anew then.
   */
  frame(selector?: string): Promise<Frame>;
  /** Runs a command through the palette, by its id or by its whole title ("Rationale: Set API Key"). */
  runCommand(idOrTitle: string): Promise<void>;
  /** Opens a file of the folder, or by absolute path, in its default editor. */
  openFile(file: string): Promise<void>;
  /** Replaces the user settings (the quiet defaults stay). VS Code reads them at once. */
  setSettings(settings: Settings, theme?: Theme): Promise<void>;
  /** Writes out/screenshots/<name>.png and returns its path. */
  screenshot(name: string): Promise<string>;
  /** Loads the page anew, as "Reload Window" does. */
  reload(): Promise<void>;
  /** The extension host's log. */
  hostLog(): Promise<string>;
  /** What a person would see now, in lines for a failed test's output. */
  shows(): Promise<string>;
  close(): Promise<void>;
}

/** Where the workbench's own complaints come from: no marketplace, no GitHub account, no update service here. */
const WORKBENCH = /workbench\.js|serviceWorker\.js|vsda|update\/check|received when fetching the script/;

/** Whether an error is about the extension: it names it, or comes from elsewhere than the workbench (a webview). */
function isAboutExtension(error: string): boolean {
  return /rationale\.\w/.test(error) || !WORKBENCH.test(error);
}

interface Manifest {
  /** publisher.name */
  readonly id: string;
  /** The palette's title of each contributed command, by its id. */
  readonly titles: ReadonlyMap<string, string>;
}

let browser: Promise<Browser> | undefined;
let users = 0;

/** Starts a VS Code server with a profile of its own and opens its workbench. The browser is shared within a process. */
export async function openWorkbench(options: OpenWorkbenchOptions): Promise<Workbench> {
  let theme = options.theme ?? 'dark';
  const manifest = await identify(options.extension ?? repositoryRoot, options.language);
  const profile = await createProfile(options.settings, theme);
  const server = await startServer({
    ...profile,
    ...(options.workspaceTrust === undefined ? {} : { workspaceTrust: options.workspaceTrust }),
    ...(options.vsix ? { vsix: options.vsix } : {}),
    linkedExtensions: [...(options.vsix ? [] : [options.extension ?? repositoryRoot]), openerExtension],
    env: { ...options.env, ...(options.curate ? { RATIONALE_OPEN: options.curate } : {}) },
  });
  users += 1;
  browser ??= launchChromium();
  const context = await (await browser).newContext({
    viewport: options.viewport ?? { width: 1400, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  // A server takes this from a language pack of the marketplace, which tests do without.
  if (options.language !== undefined)
    await page.addInitScript((language) => {
      Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: language });
    }, options.language);
  const errors: string[] = [];
  const collect = (error: string): void => {
    if (isAboutExtension(error)) errors.push(error);
  };
  page.on('pageerror', (error) => collect(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (message.type() === 'error') collect(`${message.text()} ${message.location().url}`);
  });

  const query = workbenchQuery(`127.0.0.1:${server.port}`, {
    folder: options.folder,
    ...(options.openFile ? { openFile: options.openFile } : {}),
  });
  await page.goto(`${server.origin}/?${query}`);
  await untilReady(page);
  const first = options.openFile ?? options.curate;
  if (first) await tab(page, path.basename(first)).waitFor();

  const workbench: Workbench = {
    page,
    extensionsDirectory: profile.extensions,
    errors,
    frame: (selector) => webviewFrame(page, manifest.id, selector),
    runCommand: (idOrTitle) => runCommand(page, manifest, idOrTitle),
    openFile: (file) => openFile(page, file),
    setSettings: async (settings, nextTheme) => {
      theme = nextTheme ?? theme;
      await writeSettings(profile.userData, settings, theme);
    },
    screenshot: async (name) => {
      const dir = path.join(repositoryRoot, 'out/screenshots');
      await mkdir(dir, { recursive: true });
      const file = path.join(dir, `${name}.png`);
      await page.screenshot({ path: file });
      return file;
    },
    reload: async () => {
      await page.reload();
      await untilReady(page);
    },
    hostLog: () => hostLog(profile.userData),
    shows: async () => {
      const log = (await hostLog(profile.userData)).trimEnd().split('\n');
      const telling = log.filter((line) => !line.includes('Using default string')).slice(-LOG_LINES);
      return [...(await whatItShows(page, manifest.id)), ...errors, ...telling].join('\n');
    },
    close: async () => {
      await closing(workbench);
      await context.close();
      users -= 1;
      if (users === 0) {
        const last = browser;
        browser = undefined;
        await (await last)?.close();
      }
      await server.close();
      await removeNow(profile.root);
    },
  };
  opened(workbench);
  return workbench;
}

/** Lines of the extension host's log that a failed test's output ends with. */
const LOG_LINES = 12;

async function identify(extension: string, language: string | undefined): Promise<Manifest> {
  const { publisher, name, contributes } = (await readManifest(extension, language)) as {
    publisher: string;
    name: string;
    contributes?: { commands?: { command: string; title: string; category?: string }[] };
  };
  const titles = (contributes?.commands ?? []).map(
    ({ command, title, category }) => [command, category ? `${category}: ${title}` : title] as const,
  );
  return { id: `${publisher}.${name}`, titles: new Map(titles) };
}

/** Waits until the workbench stands and its extension host has started. */
async function untilReady(page: Page): Promise<void> {
  await page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 90_000 });
  await page.waitForSelector('#status\\.host', { timeout: 90_000 });
}

/** Milliseconds to wait for a webview's document. */
const FRAME_MS = 60_000;

/** The document inside the visible webview of this extension (publisher.name) that has `selector` in it. */
export async function webviewFrame(page: Page, extensionId: string, selector = 'body *'): Promise<Frame> {
  for (const until = Date.now() + FRAME_MS; Date.now() < until; ) {
    for (const frame of page.frames()) {
      const outer = frame.parentFrame();
      if (outer?.url().includes(`extensionId=${extensionId}`) !== true) continue;
      // A frame can be gone again while it is looked at.
      const found = await frame.$(selector).catch(() => null);
      const element = found === null ? null : await outer.frameElement().catch(() => null);
      if (await element?.isVisible()) return frame;
    }
    // Whatever is drawn into a frame that stands already tells of itself by no event.
    await page.waitForEvent('framenavigated', { timeout: 100 }).catch(() => null);
  }
  throw new Error(`No visible webview has ${selector}.`);
}

async function runCommand(page: Page, extension: Manifest, idOrTitle: string): Promise<void> {
  const title = extension.titles.get(idOrTitle) ?? idOrTitle;
  // The list shows what matched an earlier text for a moment: only the row with this very title will do.
  await pick(page, `>${title}`, page.getByText(title, { exact: true }));
  // The command may ask something in the same box, so only its text is certain to change.
  await page.waitForFunction((text) => {
    const input = document.querySelector<HTMLInputElement>('.quick-input-widget input[type="text"]');
    return !input?.offsetParent || input.value !== text;
  }, `>${title}`);
}

async function openFile(page: Page, file: string): Promise<void> {
  const name = path.basename(file);
  await pick(page, file, page.getByText(name, { exact: true }));
  await tab(page, name).waitFor();
}

const PICK_ATTEMPTS = 5;

/** Types into the palette and clicks the entry that holds `label`. */
async function pick(page: Page, text: string, label: Locator): Promise<void> {
  const row = page.locator('.quick-input-widget:visible .monaco-list-row').filter({ has: label }).first();
  for (let attempt = 1; ; attempt += 1) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    try {
      // Set as a value, not typed: keys would go into the editor if that took the focus in between.
      await page.locator('.quick-input-widget:visible input[type="text"]').evaluate(
        (input: HTMLInputElement, value) => {
          input.value = value;
          input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        },
        text,
        { timeout: 5000 },
      );
      await row.click({ timeout: 5000 });
      return;
    } catch (error) {
      // An editor that opens meanwhile takes the focus, and the palette closes with it.
      if (attempt === PICK_ATTEMPTS) throw error;
    }
  }
}

/** The tab of the editor on a file. */
function tab(page: Page, name: string): Locator {
  return page.locator('.tabs-container .tab').filter({ hasText: name });
}

async function hostLog(userData: string): Promise<string> {
  const files = await readdir(userData, { recursive: true });
  const logs = files.filter((file) => path.basename(file) === 'remoteexthost.log').sort();
  const last = logs.at(-1);
  return last ? readFile(path.join(userData, last), 'utf8') : '';
}
