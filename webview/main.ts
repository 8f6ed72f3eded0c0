import './l10n.ts';
import './panel.css';
import { parseKeyEntries, parseKeys } from './keys.ts';
import { Panel } from './panel.ts';
import { registerComponents } from './toolkit.ts';

registerComponents();

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no element #app to draw the panel in.');

// One live region for the panel's life: screen readers miss what a region says when it appears together with it.
const status = document.createElement('div');
status.className = 'sr';
status.setAttribute('role', 'status');
document.body.append(status);

const mac = navigator.userAgent.includes('Macintosh');
const keys = root.getAttribute('data-keys') ?? undefined;
new Panel(root, status, acquireVsCodeApi(), {
  labels: parseKeys(keys, mac),
  entries: parseKeyEntries(keys, mac),
}).start();
