import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The panel's page. It holds no data: everything untrusted arrives by message and is rendered as text. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Extension<unknown>): string {
  const asset = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension.extensionUri, 'dist', 'webview', name)).toString();
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'unsafe-inline'`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${asset('panel.css')}" />
    <title>Rationale</title>
  </head>
  <body>
    <div id="app" data-keys="${escapeHtml(JSON.stringify(keysOf(extension)))}"></div>
    <script type="module" nonce="${nonce}" src="${asset('panel.js')}"></script>
  </body>
</html>`;
}

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
    }[];
  };
}

/** The key of each command as the manifest binds it, the first one where there are several, for the panel's tooltips. */
function keysOf(
  extension: vscode.Extension<unknown>,
): Record<string, { key: string; mac: string | undefined }> {
  const { keybindings } = (extension.packageJSON as Manifest).contributes;
  return Object.fromEntries(
    [...keybindings].reverse().map(({ command, key, mac }) => [command, { key, mac }]),
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
