import '../l10n.ts';
import './queue.css';
import type { QueueHostMessage, QueueViewMessage } from '../../src/protocol/queue.ts';
import { QueuePage } from './queuePage.ts';

const root = document.getElementById('app');
if (root === null) throw new Error('The page has no element #app to draw the queue in.');

const page = new QueuePage(root, acquireVsCodeApi<QueueViewMessage>());
const TYPES: Record<QueueHostMessage['type'], true> = { queue: true, rows: true, focus: true };

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  // A page hears others too, such as a browser tool's.
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  if (typeof data.type === 'string' && Object.hasOwn(TYPES, data.type))
    page.receive(data as QueueHostMessage);
});
page.start();
