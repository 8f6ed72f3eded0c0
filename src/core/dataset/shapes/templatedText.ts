import type { Turn } from '../transcript.ts';
import { chatTranscript, systemOf } from './build.ts';
import type { Shape } from './shape.ts';
import { templatedTurns } from './templates.ts';
import { has, isObject, type JsonObject, textField } from './values.ts';

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
      ? chatTranscript({ shape: this.name, record: value, system: systemOf(value) }, found)
      : null;
  },
};

const KEYS = ['text', 'chat', 'prompt', 'conversation', 'plain_text'] as const;
/** Every template has a mark within a text's first units, after a preamble at most. */
const LOOKED_AT = 2000;
const MARK = /<[|｜]|<start_of_turn>|### ?\w|\[INST\]|\[\|?Human|(?:^|\s)USER:|^\s*(?:Human|User):/;

function chatIn(record: JsonObject): Turn[] | null {
  // Baize keeps its chats under `input`, where others keep what is asked.
  for (const key of has(record, 'topic') ? [...KEYS, 'input'] : KEYS) {
    const text = textField(record, key);
    const found =
      text !== null && MARK.test(text.slice(0, LOOKED_AT))
        ? templatedTurns(text, [key], ['user', 'assistant'])
        : null;
    if (found !== null) {
      return found;
    }
  }
  return null;
}
