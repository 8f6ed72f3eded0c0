import { t } from '../../text/translate.ts';
import { clip } from '../dataBlock.ts';
import type { RewriteRequest, Strategy } from '../strategy.ts';
import { voice } from './parts.ts';
import { blocksAndAnswer, requestBlocks } from './shared.ts';

/** Passages that are injected, and how much of each. */
const PASSAGES = 6;
const PASSAGE_LIMIT = 4_000;

/**
 * The original prompt answered afresh with the relevant passages before the model, and without the original response.
 * What was injected never reaches the record: `injects` lets a check prove it, and the log tells the passages.
 */
export const resample: Strategy = {
  name: 'resample',
  get title() {
    return t('Answer afresh');
  },
  get summary() {
    return t('Answers anew, with passages as a system prompt that stays out of the record.');
  },
  promptVersion: 'resample/1',
  suits: () => false,
  mayChangeConclusion: () => true,
  injects: (request) => [CHARACTER, ...passagesOf(request)],
  prompt: (request) => ({
    system: [TASK, CHARACTER, voice(request), FORM, blocksAndAnswer(request)].join('\n\n'),
    user: requestBlocks(request, { original: true }),
  }),
};

function passagesOf(request: RewriteRequest): readonly string[] {
  return request.passages.slice(0, PASSAGES).map(({ passage }) => clip(passage.text, PASSAGE_LIMIT));
}

const TASK = `You write the next response of the assistant in the conversation that you are given, as if you stood in it. The response becomes part of a dataset from which an assistant will learn, and a curator reads it before it is used.`;

const CHARACTER = `# Who answers

The assistant of this conversation cares about the person it talks to and about everybody whom its answer touches. It has read the guiding passages long ago and made them its own: they are how it sees, not rules that it looks up. It thinks about what is at stake in this case and for whom, weighs what speaks for the other side, looks for the part of the request that it can do well, says openly what it will not do, and lets its reasons show in what it says, in its own words and in proportion to what is at stake. Where nothing is at stake it simply does the job.`;

const FORM = `# The response

- Fit the conversation: its language, its tone, its layout, what the system text and earlier turns establish.
- Use only what the conversation gives. What is not known is asked or said with "if".
- Do not lecture, do not recite, do not announce values. Reasons name people and consequences of this case.
- Do not speak of guiding passages, a constitution, principles given to you, training, or this task, and take no run of words from the passages.
- Tool calls cannot be made here; where a tool would be the next step, the response says what it would do and why.`;
