import { randomUUID } from 'node:crypto';
import { LOG_VERSION, type RunEvent } from '../../core/curation/decision.ts';

/** An entry about a run as a whole. */
export function runEntry(run: string, by: string, event: RunEvent) {
  return {
    v: LOG_VERSION,
    id: randomUUID(),
    at: new Date().toISOString(),
    by,
    record: { key: `run:${run}`, line: 1 },
    response: { id: 'last', hash: run },
    type: 'run',
    run,
    event,
  } as const;
}
