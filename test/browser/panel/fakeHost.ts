import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { HostMessage, WebviewMessage } from '../../../src/protocol/panel.ts';
import { DARK, type Theme } from './themes.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const ORIGIN = 'https://panel.test';
const NONCE = 'a-nonce-of-the-tests';

export interface PanelOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** Device pixels per CSS pixel: 2 with half the size is what a zoom of 200% gives. */
  readonly scale?: number;
  /** What `vscode.getState()` gives back: the memory of an earlier panel. */
  readonly memory?: unknown;
  readonly keys?: Record<string, { key: string; mac?: string; title?: string }>;
  /** The page's language and its sentences; English unless given. */
  readonly language?: { readonly tag: string; readonly sentences: Readonly<Record<string, string>> };
}

/** A panel in a page of its own, with the test in the host's place. */
export interface FakeHost {
  readonly page: Page;
  send(...messages: readonly HostMessage[]): Promise<void>;
  /** Everything the panel has sent so far. */
  received(): Promise<readonly WebviewMessage[]>;
  /** Resolves with the first message of a type, waiting for it if need be. */
  next<T extends WebviewMessage['type']>(type: T): Promise<Extract<WebviewMessage, { type: T }>>;
  forget(): Promise<void>;
  /** What the panel last gave to `vscode.setState()`. */
  memory(): Promise<unknown>;
  screenshot(name: string): Promise<void>;
  /** Errors, refused loads and requests beyond the page's own: all must stay empty. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

declare global {
  interface Window {
    fakeHost: { sent: WebviewMessage[]; state: unknown };
  }
}

/** Opens the built panel under the policy and theme variables that VS Code gives a webview. */
export async function openPanel(browser: Browser, options: PanelOptions = {}): Promise<FakeHost> {
  const { theme = DARK, width = 1280, height = 800, scale = 1 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== ORIGIN) {
      complaints.push(`requested ${url}`);
      return route.abort();
    }
    if (url.pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(theme, options) });
    return route.fulfill({ path: built(url.pathname.slice(1)) });
  });
  await page.goto(`${ORIGIN}/`);

  const received = () => page.evaluate(() => window.fakeHost.sent);
  const host: FakeHost = {
    page,
    complaints,
    received,
    async send(...messages) {
      await page.evaluate(async (all) => {
        for (const message of all) window.postMessage(message, '*');
        // Messages arrive in order, so the panel has handled all of them when this one comes; two frames draw them.
        await new Promise<void>((resolve) => {
          const heard = new AbortController();
          addEventListener(
            'message',
            (event) => {
              if (event.data?.type !== 'test-barrier') return;
              heard.abort();
              event.stopImmediatePropagation();
              requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
            },
            { capture: true, signal: heard.signal },
          );
          window.postMessage({ type: 'test-barrier' }, '*');
        });
      }, messages);
    },
    async next(type) {
      await page.waitForFunction((wanted) => window.fakeHost.sent.some((m) => m.type === wanted), type);
      const found = (await received()).find((message) => message.type === type);
      return found as Extract<WebviewMessage, { type: typeof type }>;
    },
    async forget() {
      await page.evaluate(() => {
        window.fakeHost.sent.length = 0;
      });
    },
    memory: () => page.evaluate(() => window.fakeHost.state),
    async screenshot(name) {
      await mkdir(path.join(ROOT, 'out/screenshots'), { recursive: true });
      await page.screenshot({ path: path.join(ROOT, `out/screenshots/panel-${name}.png`) });
    },
    close: () => context.close(),
  };
  await host.next('ready');
  return host;
}

function built(file: string): string {
  const found = path.join(ROOT, 'dist/webview', path.basename(file));
  if (!existsSync(found)) throw new Error(`${found} is missing: build first (node esbuild.mjs).`);
  return found;
}

function html(theme: Theme, { memory, keys, language }: PanelOptions): string {
  const variables = Object.entries(theme.variables).map(([name, value]) => `--vscode-${name}: ${value};`);
  const policy = `default-src 'none'; style-src ${ORIGIN} 'unsafe-inline'; script-src 'nonce-${NONCE}'; font-src ${ORIGIN}; img-src ${ORIGIN} data:`;
  return `<!DOCTYPE html>
<html lang="${language?.tag ?? 'en'}" style="${attribute(variables.join(' '))}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
    <title>Curation editor</title>
    <style id="_defaultStyles">${DEFAULT_STYLES}</style>
    <link rel="stylesheet" href="/panel.css">
    <link rel="icon" href="data:,">
  </head>
  <body class="${theme.kind}" data-vscode-theme-kind="${theme.kind}">
    <div id="app" data-l10n="${attribute(language === undefined ? '' : JSON.stringify(language.sentences))}" data-keys="${attribute(JSON.stringify(keys ?? {}))}"></div>
    <script nonce="${NONCE}">
      window.fakeHost = { sent: [], state: ${JSON.stringify(memory) ?? 'undefined'} };
      window.acquireVsCodeApi = () => ({
        postMessage: (message) => window.fakeHost.sent.push(structuredClone(message)),
        getState: () => window.fakeHost.state,
        setState: (state) => { window.fakeHost.state = structuredClone(state); },
      });
    </script>
    <script type="module" nonce="${NONCE}" src="/panel.js"></script>
  </body>
</html>`;
}

/** What VS Code itself gives a webview's page before the panel's own style. */
const DEFAULT_STYLES = `
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
  img, video { max-width: 100%; max-height: 100%; }
  a, a code { color: var(--vscode-textLink-foreground); }
  code { font-family: var(--monaco-monospace-font); color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px; }
  pre code { padding: 0; }
  blockquote { background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border); }
  ::-webkit-scrollbar { width: 10px; height: 10px; }
  ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }`;

function attribute(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
