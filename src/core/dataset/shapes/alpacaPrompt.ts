import type { Turn } from '../transcript.ts';
import { wholeSegment } from './segments.ts';
import { readAnswer, readPrompt } from './sides.ts';
import { field, isList, isText, type JsonObject, textField } from './values.ts';

/** What Alpaca asks: the earlier exchanges of `history`, then the instruction with its input. */
export function alpacaPrompt(record: JsonObject): Turn[] {
  const segments = ['instruction', 'input'].flatMap((key) => {
    const text = textField(record, key);
    return text === null || (text === '' && key === 'input') ? [] : [wholeSegment(text, [key], 'text')];
  });
  return [...historyTurns(record), { role: 'user', speaker: 'instruction', segments }];
}

/** Earlier exchanges as pairs of question and answer. */
export function historyTurns(record: JsonObject): Turn[] {
  const history = field(record, 'history');
  if (!isList(history)) {
    return [];
  }
  return history.flatMap((pair, i) => {
    if (!isList(pair) || !isText(pair[0]) || !isText(pair[1])) {
      return [];
    }
    const path = ['history', i];
    return [...readPrompt(pair[0], [...path, 0]), ...readAnswer(pair[1], [...path, 1])];
  });
}
