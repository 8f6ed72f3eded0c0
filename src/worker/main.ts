import { parentPort } from 'node:worker_threads';
import { summariseLine } from '../core/scan/lineSummary.ts';
import type { ScanRequest, ScanResult } from './messages.ts';

parentPort?.on('message', (request: ScanRequest) => {
  const result: ScanResult = {
    type: 'scanned',
    scan: request.scan,
    first: request.first,
    summaries: request.lines.map(summariseLine),
  };
  parentPort?.postMessage(result);
});
