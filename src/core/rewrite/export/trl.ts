import { jsonLine } from '../../text/jsonLine.ts';
import { pairMessages } from './messages.ts';
import type { ExportLine, PreferencePair } from './pair.ts';

/** TRL's conversational preference format: `prompt`, `chosen`, `rejected`, and `tools` where there are any. */
export function trlLine(pair: PreferencePair): ExportLine {
  const read = pairMessages(pair);
  if (!read.ok) {
    return read;
  }
  const { prompt, chosen, rejected, tools } = read;
  const value = { prompt, chosen: [chosen], rejected: [rejected], ...(tools.length > 0 ? { tools } : {}) };
  return { ok: true, line: jsonLine(value) };
}
