import type { JsonPath, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { knownRole, roleOf } from './roles.ts';
import { saidSegments } from './segments.ts';
import type { Shape } from './shape.ts';
import { isObject, type JsonObject, textField } from './values.ts';

/** How a chat template marks where a turn starts, and which marks end one. The speaker is the first group. */
interface Template {
  readonly start: RegExp;
  readonly end: RegExp;
}

const TEMPLATES: readonly Template[] = [
  { start: /<\|im_start\|>(\w+)\n/g, end: /\s*<\|im_end\|>\s*$/ },
  { start: /<\|start_header_id\|>(\w+)<\|end_header_id\|>\s*/g, end: /\s*<\|eot_id\|>\s*$/ },
  { start: /<start_of_turn>(\w+)\n/g, end: /\s*<end_of_turn>\s*$/ },
  { start: /<\|(system|user|assistant)\|>\n/g, end: /\s*(?:<\/s>|<\|end\|>|<\|endoftext\|>)\s*$/ },
  { start: /(?:^|\n)### ?(Human|Assistant|System|User|Instruction|Response|Input):[ \n]*/g, end: /\s*$/ },
];

/** A whole chat in one string, written out by a chat template (ChatML, Llama 3, Gemma, Zephyr, `### Human:`). */
export const templatedText: Shape = {
  name: 'templated-text',
  title: 'Chat in one templated text',
  example: String.raw`{"text": "<|im_start|>user\n…<|im_end|>\n<|im_start|>assistant\n…<|im_end|>"}`,

  recognise(value) {
    return isObject(value) && chatIn(value) !== null ? 0.7 : 0;
  },

  read(value) {
    const found = isObject(value) ? chatIn(value) : null;
    return isObject(value) && found !== null
      ? chatTranscript({ shape: this.name, record: value }, found)
      : null;
  },
};

function chatIn(record: JsonObject): Turn[] | null {
  const text = textField(record, 'text');
  // Every template has a mark within its first units, after a preamble at most.
  if (text === null || !/<\||<start_of_turn>|### ?\w/.test(text.slice(0, 2000))) {
    return null;
  }
  for (const template of TEMPLATES) {
    const turns = readTemplate(text, ['text'], template);
    const roles = new Set(turns.map((turn) => turn.role));
    if (roles.has('user') && roles.has('assistant')) {
      return turns;
    }
  }
  return null;
}

function readTemplate(text: string, path: JsonPath, { start, end }: Template): Turn[] {
  const marks = [...text.matchAll(start)];
  return marks.flatMap((mark, i): Turn[] => {
    const speaker = mark[1] ?? '';
    if (knownRole(speaker) === null) {
      return [];
    }
    const from = mark.index + mark[0].length;
    const until = marks[i + 1]?.index ?? text.length;
    const tail = end.exec(text.slice(Math.max(from, until - 40), until));
    const to = tail === null ? until : until - tail[0].length;
    const role = roleOf(speaker);
    return [{ role, speaker, segments: saidSegments(text, path, role, from, Math.max(from, to)) }];
  });
}
