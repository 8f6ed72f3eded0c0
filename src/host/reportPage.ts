import { REPORT_STYLE, reportBody } from '../core/report/html.ts';
import type { Report } from '../core/report/report.ts';

/** The report in VS Code's own colours: no script, one link to a command. */
export function reportPage(report: Report, nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Curation report</title>
<style nonce="${nonce}">${STYLE}${REPORT_STYLE}</style>
</head>
<body>
<main>
<p><a href="command:rationale.saveReport">Save as Markdown, HTML or JSON…</a></p>
${reportBody(report)}</main>
</body>
</html>`;
}

const STYLE = `
body { color: var(--vscode-foreground); background: var(--vscode-editor-background); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); line-height: 1.5; }
main { max-width: 60rem; margin: 1rem auto 3rem; padding: 0 1rem; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px; }
figure > svg { border: 1px solid var(--vscode-contrastBorder, transparent); }`;
