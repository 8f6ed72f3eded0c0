import { jsonLine } from '../../text/jsonLine.ts';
import { t } from '../../text/translate.ts';
import { type ChatMessage, pairMessages } from './messages.ts';
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
    return {
      ok: false,
      problem: t('The response calls tools, which OpenAI’s preference format cannot take.'),
    };
  }
  if (!callsAreAnswered(prompt)) {
    return {
      ok: false,
      problem: t(
        'The chat has a tool call without its result, or a result without its call, which OpenAI’s preference format cannot take.',
      ),
    };
  }
  const value = {
    input: { messages: prompt, tools, parallel_tool_calls: true },
    preferred_output: [chosen],
    non_preferred_output: [rejected],
  };
  return { ok: true, line: jsonLine(value) };
}

/** Whether each call has its result, and each result its call, before anything else is said. */
function callsAreAnswered(messages: readonly ChatMessage[]): boolean {
  let open: readonly string[] = [];
  for (const { role, tool_calls, tool_call_id } of messages) {
    if (role === 'tool') {
      if (tool_call_id === undefined || !open.includes(tool_call_id)) return false;
      open = open.filter((id) => id !== tool_call_id);
      continue;
    }
    if (open.length > 0) return false;
    open = tool_calls?.map(({ id }) => id) ?? [];
  }
  return open.length === 0;
}
