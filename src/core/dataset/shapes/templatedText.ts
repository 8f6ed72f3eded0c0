import type { JsonPath, Role, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { knownRole } from './roles.ts';
import { saidSegments, sliceSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { isObject, type JsonObject, textField } from './values.ts';

/** How a chat template marks where a turn starts, and which marks end one. The speaker is the first group of `start`. */
interface Template {
  readonly start: RegExp;
  readonly end: RegExp;
}

const TEMPLATES: readonly Template[] = [
  { start: /<\|im_start\|>(\w+)\n/g, end: /\s*<\|im_end\|>\s*$/ },
  { start: /<\|start_header_id\|>(\w+)<\|end_header_id\|>\s*/g, end: /\s*<\|eot_id\|>\s*$/ },
  { start: /<start_of_turn>(\w+)\n/g, end: /\s*<end_of_turn>\s*$/ },
  { start: /<\|(system|user|assistant)\|>\n/g, end: /\s*(?:<\/s>|<\|end\|>|<\|endoftext\|>)\s*$/ },
  { start: /<\|(system|user|assistant)\|>(?!\n)/g, end: /\s*(?:<\/s>|<\|end\|>|<\|endoftext\|>)\s*$/ },
  { start: /<｜(User|Assistant)｜>/g, end: /\s*(?:<｜end▁of▁sentence｜>)?\s*$/ },
  {
    start: /<\|START_OF_TURN_TOKEN\|><\|(SYSTEM|USER|CHATBOT)_TOKEN\|>/g,
    end: /<\|END_OF_TURN_TOKEN\|>\s*$/,
  },
  {
    start: /<\|start\|>(\w+)(?:<\|channel\|>(\w+)[^<]*)?<\|message\|>/g,
    end: /<\|(?:end|return|call)\|>\s*$/,
  },
  { start: /(?:<s>)?\s*\[(\/?INST)\]\s*/g, end: /\s*(?:<\/s>)?\s*$/ },
  { start: /(?:^|\n)\s*(USER|ASSISTANT|FUNCTION RESPONSE|SYSTEM):\s?/g, end: /\s*(?:<\|endoftext\|>)?\s*$/ },
  { start: /(?:^|\n|(?<=\S))### ?(Human|Assistant|System|User):[ \n]*/g, end: /\s*$/ },
  { start: /(?:^|\n)### ?(Human|Assistant|System|User|Instruction|Response|Input):[ \n]*/g, end: /\s*$/ },
  { start: /(?:^|\s|<\/s>)(USER|ASSISTANT):\s?/g, end: /\s*(?:<\/s>)?\s*$/ },
  { start: /(?:^|\n)(Human|Assistant|User):[ \n]/g, end: /\s*$/ },
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

const KEYS = ['text', 'chat', 'prompt', 'conversation'] as const;
const SPEAKERS: ReadonlyMap<string, Role> = new Map([
  ['INST', 'user'],
  ['/INST', 'assistant'],
  ['FUNCTION RESPONSE', 'tool'],
]);
/** Every template has a mark within a text's first units, after a preamble at most. */
const LOOKED_AT = 2000;

function chatIn(record: JsonObject): Turn[] | null {
  for (const key of KEYS) {
    const text = textField(record, key);
    if (
      text === null ||
      !/<[|｜]|<start_of_turn>|### ?\w|\[INST\]|(?:^|\s)USER:|^\s*(?:Human|User):/.test(
        text.slice(0, LOOKED_AT),
      )
    ) {
      continue;
    }
    for (const template of TEMPLATES) {
      const turns = readTemplate(text, [key], template);
      const roles = new Set(turns.map((turn) => turn.role));
      if (roles.has('user') && roles.has('assistant')) {
        return turns;
      }
    }
  }
  return null;
}

function readTemplate(text: string, path: JsonPath, { start, end }: Template): Turn[] {
  const marks = [...text.matchAll(start)];
  return marks.flatMap((mark, i): Turn[] => {
    const speaker = mark[1] ?? '';
    const role = SPEAKERS.get(speaker) ?? knownRole(speaker);
    if (role === null) {
      return [];
    }
    const from = mark.index + mark[0].length;
    const until = marks[i + 1]?.index ?? text.length;
    const tail = end.exec(text.slice(Math.max(from, until - 40), until));
    const to = tail === null ? until : until - tail[0].length;
    const stop = Math.max(from, to);
    const segments =
      mark[2] === 'analysis'
        ? [sliceSegment(text, path, from, stop, 'reasoning')]
        : saidSegments(text, path, role, from, stop);
    return [{ role, speaker, segments }];
  });
}
