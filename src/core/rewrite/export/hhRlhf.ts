import { jsonLine } from '../../text/jsonLine.ts';
import { t } from '../../text/translate.ts';
import { type ChatMessage, pairMessages } from './messages.ts';
import type { ExportLine, PreferencePair } from './pair.ts';

/** What would begin a turn in the middle of a text, to us and to other readers of the format. */
const TURN = /\n\n[ \t]*(?:Human|Assistant|System):/;

/** The format of hh-rlhf: two dialogues, each one string. It knows two speakers and plain text only. */
export function hhRlhfLine(pair: PreferencePair): ExportLine {
  if (pair.transcript.system.length > 0) {
    return unfit(t('The record holds a system text, which the hh-rlhf format cannot take.'));
  }
  const read = pairMessages(pair);
  if (!read.ok) {
    return read;
  }
  const { prompt, chosen, rejected, tools } = read;
  if (tools.length > 0) {
    return unfit(t('The record holds tool definitions, which the hh-rlhf format cannot take.'));
  }
  const all = [...prompt, chosen, rejected];
  if (
    all.some(
      ({ role, content, tool_calls }) => !SPEAKERS.has(role) || content === null || tool_calls !== undefined,
    )
  ) {
    return unfit(
      t(
        'The record holds more than the words of a person and an assistant, which the hh-rlhf format cannot take.',
      ),
    );
  }
  if (all.some(({ content }) => TURN.test(content ?? ''))) {
    return unfit(
      t(
        'The record holds a text in which “Human:” or “Assistant:” begins a paragraph, which the hh-rlhf format cannot take.',
      ),
    );
  }
  const dialogue = (answer: ChatMessage) =>
    [...prompt, answer].map(({ role, content }) => `\n\n${SPEAKERS.get(role)}: ${content}`).join('');
  return { ok: true, line: jsonLine({ chosen: dialogue(chosen), rejected: dialogue(rejected) }) };
}

const SPEAKERS: ReadonlyMap<ChatMessage['role'], string> = new Map([
  ['user', 'Human'],
  ['assistant', 'Assistant'],
] as const);

function unfit(problem: string): ExportLine {
  return { ok: false, problem };
}
