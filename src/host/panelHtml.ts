import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { language } from '../core/text/translate.ts';

/** The panel's page. It holds no data: everything untrusted arrives by message and is rendered as text. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Extension<unknown>): string {
  return viewHtml(webview, extension, 'panel', 'Rationale');
}

/** The page of an editor whose file cannot be read. */
export function problemHtml(problem: string): string {
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language())}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'" />
    <title>Rationale</title>
  </head>
  <body>
    <p>${escapeHtml(problem)}</p>
    <p>${escapeHtml(vscode.l10n.t('The file is read again as soon as it changes.'))}</p>
  </body>
</html>`;
}

/** The page of one of our webviews: the script and the styles of that name, and an element to draw in. */
export function viewHtml(
  webview: vscode.Webview,
  extension: vscode.Extension<unknown>,
  name: 'panel' | 'queue',
  title: string,
): string {
  const asset = (file: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview', file)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language())}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${asset(`${name}.css`)}" />
    <title>${escapeHtml(title)}</title>
  </head>
  <body>
    <div id="app" data-l10n="${escapeHtml(translationsForPage())}" data-keys="${escapeHtml(JSON.stringify(keysOf(extension)))}"></div>
    <script type="module" nonce="${nonce}" src="${asset(`${name}.js`)}"></script>
  </body>
</html>`;
}

/** The page's sentences in the reader's language; nothing where that is English. */
function translationsForPage(): string {
  const { bundle } = vscode.l10n;
  return bundle === undefined ? '' : JSON.stringify(bundle);
}

/** VS Code puts an object in the place of a title that it has translated. */
type LocalizedTitle = string | { readonly value: string };

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: LocalizedTitle }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
    }[];
  };
}

/**
 * The title and key of each command that has one, as the manifest binds it: the last where there are several, which is the
 * one that VS Code's own menus name.
 */
function keysOf(
  extension: vscode.Extension<unknown>,
): Record<string, { title: string | undefined; key: string; mac: string | undefined }> {
  const { keybindings, commands } = (extension.packageJSON as Manifest).contributes;
  const titles = new Map(
    commands.map(({ command, title }) => [command, typeof title === 'string' ? title : title.value]),
  );
  const keys = new Map<string, { title: string | undefined; key: string; mac: string | undefined }>();
  for (const { command, key, mac } of keybindings) {
    keys.set(command, { title: titles.get(command), key, mac });
  }
  return Object.fromEntries(keys);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
