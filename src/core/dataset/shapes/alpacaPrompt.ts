import type { Turn } from '../transcript.ts';
import { isExchangeList, readExchanges } from './exchanges.ts';
import { isMessageList, readMessages } from './messages.ts';
import { wholeSegment } from './segments.ts';
import { readAnswer, readPrompt } from './sides.ts';
import { startingTemplate } from './templates.ts';
import { field, isList, isText, type JsonObject, textField } from './values.ts';

/** What Alpaca asks: the earlier exchanges of `history`, then the instruction with its input. */
export function alpacaPrompt(record: JsonObject): Turn[] {
  const instruction = textField(record, 'instruction') ?? '';
  // BELLE writes the earlier turns into the instruction.
  const written = textField(record, 'input') ? null : startingTemplate(instruction, ['instruction'], true);
  if (written !== null) {
    return [...historyTurns(record), ...written];
  }
  const segments = ['instruction', 'input'].flatMap((key) => {
    const text = textField(record, key);
    return text === null || (text === '' && key === 'input') ? [] : [wholeSegment(text, [key], 'text')];
  });
  return [...historyTurns(record), { role: 'user', speaker: 'instruction', segments }];
}

/** Earlier exchanges: pairs of question and answer, objects that hold both, or messages. */
export function historyTurns(record: JsonObject): Turn[] {
  const history: unknown = field(record, 'history');
  if (isMessageList(history)) {
    return readMessages(history, ['history']);
  }
  if (isExchangeList(history)) {
    return readExchanges(history, ['history']);
  }
  return isList(history) ? history.flatMap(pairTurns) : [];
}

function pairTurns(pair: unknown, i: number): Turn[] {
  const [asked, answered] = isList(pair) ? pair : [];
  const path = ['history', i];
  return isText(asked) && isText(answered)
    ? [...readPrompt(asked, [...path, 0]), ...readAnswer(answered, [...path, 1])]
    : [];
}
