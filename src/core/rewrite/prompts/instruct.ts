import { t } from '../../text/translate.ts';
import type { Strategy } from '../strategy.ts';
import { STYLE, voice } from './parts.ts';
import { blocksAndAnswer, requestBlocks } from './shared.ts';

/** The curator's own words are the task; everything that they do not speak of is left alone. */
export const instruct: Strategy = {
  name: 'instruct',
  get title() {
    return t('Follow my instruction');
  },
  get summary() {
    return t('Does what your own words say, and leaves the rest as it is.');
  },
  promptVersion: 'instruct/1',
  suits: (request) => (request.instruction ?? '').trim() !== '',
  // What the curator asks for decides, and that cannot be told from outside.
  mayChangeConclusion: () => false,
  injects: () => [],
  prompt: (request) => ({
    system: [TASK, voice(request), STYLE, blocksAndAnswer(request)].join('\n\n'),
    user: requestBlocks(request),
  }),
};

const TASK = `You revise one response of an assistant in a chat transcript. The transcript belongs to a dataset from which an assistant will learn, and a curator reads every revision before it is used.

The curator has said in <curator_instruction> what to change. Do that, wholly and no more: what the instruction does not speak of stays as it is, word for word where it can. Where the instruction leaves a choice open, choose what makes the response a better example of an assistant that thinks about the people concerned and shows why it does what it does. Where the instruction differs from the advice below, the instruction holds.`;
