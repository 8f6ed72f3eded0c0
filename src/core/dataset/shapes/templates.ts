import type { JsonPath, Role, Turn } from '../transcript.ts';
import { knownRole } from './roles.ts';
import { saidSegments, sliceSegment } from './segments.ts';

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
  { start: /\[\|(Human|AI)\|\]\s*/g, end: /\s*$/ },
  { start: /\[(Human|MOSS)\]:\s*/g, end: /\s*(?:<eo[ahm]>)?\s*$/ },
  { start: /(?:^|\n)\s*(USER|ASSISTANT|FUNCTION RESPONSE|SYSTEM):\s?/g, end: /\s*(?:<\|endoftext\|>)?\s*$/ },
  { start: /(?:^|\n|(?<=\S))### ?(Human|Assistant|System|User):[ \n]*/g, end: /\s*$/ },
  { start: /(?:^|\n)### ?(Human|Assistant|System|User|Instruction|Response|Input):[ \n]*/g, end: /\s*$/ },
  { start: /(?:^|\s|<\/s>)(USER|ASSISTANT):\s?/g, end: /\s*(?:<\/s>)?\s*$/ },
  { start: /(?:^|\n)(System|Human|Assistant|User):[ \r\n]?/g, end: /\s*$/ },
];

const SPEAKERS: ReadonlyMap<string, Role> = new Map([
  ['INST', 'user'],
  ['/INST', 'assistant'],
  ['FUNCTION RESPONSE', 'tool'],
  ['MOSS', 'assistant'],
]);

/** What says where a text begins, and is none of it. */
const BEGINS =
  /^\s*(?:<s>|<bos>|<BOS_TOKEN>|<\|begin_of_text\|>|<\|endoftext\|>|<｜begin▁of▁sentence｜>)*\s*/;
const STARTS_WITH_TOKEN =
  /^\s*(?:<s>|<bos>|<BOS_TOKEN>|<\|begin_of_text\|>|<｜begin▁of▁sentence｜>)*\s*(?:<\|(?:im_start|start_header_id|START_OF_TURN_TOKEN|start|system|user|assistant)\|>|<start_of_turn>|<｜User｜>|\[INST\])/;
const STARTS_WITH_WORD =
  /^\s*(?:(?:System|Human|User|USER|SYSTEM):|### ?(?:Human|User|System|Instruction):|Below is an? [\s\S]{0,300}?### Instruction:)/;
/** What every one of these begins with, and few other texts do. */
const MAY_START = /^\s*[<[#SHUB]/;
/** Llama 2 keeps the system text inside the first thing asked. */
const SYSTEM_INSIDE = /^<<SYS>>\s*([\s\S]*?)\s*<<\/SYS>>\s*/;

/** The turns of a text that a chat template wrote out, after a preamble at most; null when none of the templates fits. */
export function templatedTurns(text: string, path: JsonPath, needed: readonly Role[]): Turn[] | null {
  for (const template of TEMPLATES) {
    const turns = readTemplate(text, path, template);
    if (needed.every((role) => turns.some((turn) => turn.role === role))) {
      return turns;
    }
  }
  return null;
}

/** The same for a text that a template begins: a prompt as it was sent to a model, or a whole chat. */
export function startingTemplate(text: string, path: JsonPath, isPrompt: boolean): Turn[] | null {
  if (!MAY_START.test(text)) {
    return null;
  }
  if (STARTS_WITH_TOKEN.test(text)) {
    return templatedTurns(text, path, isPrompt ? ['user'] : ['user', 'assistant']);
  }
  return STARTS_WITH_WORD.test(text) ? templatedTurns(text, path, ['user', 'assistant']) : null;
}

/** Marks with which a model ends its turn. */
const ENDS =
  /\s*(?:<\|(?:im_end|eot_id|end|return|endoftext|end_of_text)\|>|<end_of_turn>|<eos>|<\/s>|<｜end▁of▁sentence｜>)\s*$/;

/** Where an answer ends that may have kept the mark after it. */
export function endOfAnswer(text: string): number {
  let last = text.length - 1;
  while (last >= 0 && text.charCodeAt(last) <= 0x20) last -= 1;
  // Few answers end on a bracket at all.
  const tail = text[last] === '>' ? ENDS.exec(text.slice(-60)) : null;
  return tail === null ? text.length : text.length - tail[0].length;
}

function readTemplate(text: string, path: JsonPath, { start, end }: Template): Turn[] {
  const marks = [...text.matchAll(start)].flatMap((mark) => {
    const speaker = mark[1] ?? '';
    const role = SPEAKERS.get(speaker) ?? knownRole(speaker);
    return role === null ? [] : [{ mark, speaker, role }];
  });
  const turns = marks.flatMap(({ mark, speaker, role }, i): Turn[] => {
    const from = mark.index + mark[0].length;
    const until = marks[i + 1]?.mark.index ?? text.length;
    const tail = end.exec(text.slice(Math.max(from, until - 40), until));
    const stop = Math.max(from, tail === null ? until : until - tail[0].length);
    if (mark[2] === 'analysis') {
      return [{ role, speaker, segments: [sliceSegment(text, path, from, stop, 'reasoning')] }];
    }
    const inside = speaker === 'INST' ? SYSTEM_INSIDE.exec(text.slice(from, stop)) : null;
    if (inside !== null) {
      const at = from + inside[0].indexOf(inside[1] ?? '', '<<SYS>>'.length);
      return [
        systemTurn(text, path, at, at + (inside[1] ?? '').length),
        { role, speaker, segments: saidSegments(text, path, role, from + inside[0].length, stop) },
      ];
    }
    return [{ role, speaker, segments: saidSegments(text, path, role, from, stop) }];
  });
  return [...preamble(text, path, marks[0]?.mark.index ?? 0), ...withoutOpenTurn(turns)];
}

/** A text that ends on the mark of the user's next turn only says who would speak. */
function withoutOpenTurn(turns: readonly Turn[]): readonly Turn[] {
  const last = turns.at(-1);
  return last?.role === 'user' && turns.length > 1 && last.segments.every(({ text }) => text.trim() === '')
    ? turns.slice(0, -1)
    : turns;
}

function preamble(text: string, path: JsonPath, end: number): Turn[] {
  const before = text.slice(0, end);
  const start = BEGINS.exec(before)?.[0].length ?? 0;
  const stop = before.trimEnd().length;
  return start < stop ? [systemTurn(text, path, start, stop)] : [];
}

function systemTurn(text: string, path: JsonPath, start: number, end: number): Turn {
  return { role: 'system', speaker: 'system', segments: [sliceSegment(text, path, start, end, 'text')] };
}
