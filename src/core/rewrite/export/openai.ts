import { pairMessages } from './messages.ts';
import type { ExportLine, PreferencePair } from './pair.ts';

/** OpenAI's format for direct preference optimisation: `input`, `preferred_output`, `non_preferred_output`. */
export function openaiLine(pair: PreferencePair): ExportLine {
  const read = pairMessages(pair);
  if (!read.ok) {
    return read;
  }
  const { prompt, chosen, rejected, tools } = read;
  if (chosen.tool_calls !== undefined) {
    // The outputs are documented as text; a call there would be refused only after the upload.
    return { ok: false, problem: 'The response calls tools, which OpenAI’s preference format cannot take.' };
  }
  const value = {
    input: { messages: prompt, tools, parallel_tool_calls: true },
    preferred_output: [chosen],
    non_preferred_output: [rejected],
  };
  return { ok: true, line: `${JSON.stringify(value)}\n` };
}
