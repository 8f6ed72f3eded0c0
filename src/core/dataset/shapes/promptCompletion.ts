import { chatTranscript, systemOf } from './build.ts';
import { isMessage, isMessageList } from './messages.ts';
import { withReasoningBeside } from './reasoningBeside.ts';
import type { Shape } from './shape.ts';
import { isAnswer, joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, firstKey, isList, isObject, isText, type JsonObject } from './values.ts';

const PROMPTS = ['prompt', 'prompts'] as const;
const COMPLETIONS = ['completion', 'completions', 'chosen'] as const;

/** A prompt and what completes it, strings or messages. */
export const promptCompletion: Shape = {
  name: 'prompt-completion',
  title: 'Prompt and completion',
  example: '{"prompt": "…", "completion": "…"}',

  recognise(value) {
    return isObject(value) && promptKey(value) !== null && firstKey(value, COMPLETIONS, isAnswer) !== null
      ? 0.75
      : 0;
  },

  read(value) {
    const prompt = isObject(value) ? promptKey(value) : null;
    const completion = isObject(value) ? firstKey(value, COMPLETIONS, isAnswer) : null;
    if (!isObject(value) || prompt === null || completion === null) {
      return null;
    }
    return chatTranscript(
      { shape: this.name, record: value, system: systemOf(value) },
      joinChat(
        readPrompt(field(value, prompt), [prompt]),
        withReasoningBeside(value, readAnswer(field(value, completion), [completion])),
      ),
    );
  },
};

/** A prompt alone: nothing is answered yet, so there is no response. */
export const promptOnly: Shape = {
  name: 'prompt-only',
  title: 'Prompt only',
  example: '{"prompt": "…"}',

  recognise(value) {
    return !isObject(value) || firstKey(value, OF_IMAGES) !== null
      ? 0
      : promptKey(value) !== null
        ? isForReward(value)
          ? 0.65
          : 0.3
        : questionKey(value) !== null
          ? 0.2
          : 0;
  },

  read(value) {
    const prompt = isObject(value) ? (promptKey(value) ?? questionKey(value)) : null;
    return isObject(value) && prompt !== null
      ? chatTranscript(
          { shape: this.name, record: value, system: systemOf(value) },
          // A prompt that ends on the mark of the assistant's turn has no answer for it.
          joinChat(readPrompt(field(value, prompt), [prompt]), []),
        )
      : null;
  },
};

/** What only prompts of image generators come with. */
const OF_IMAGES = ['negative_prompt', 'guidance_scale', 'cfg_scale', 'sampler', 'image_url'] as const;
/** A prompt to be answered and rewarded in training: what stands beside it as solution is what the answer is held to. */
function isForReward(record: JsonObject): boolean {
  return (
    firstKey(record, ['reward_model', 'ground_truth', 'reward_spec', 'verifier']) !== null &&
    firstKey(record, ['response', 'output', 'generation', 'responses', 'outputs']) === null
  );
}

/** What quizzes and collections for retrieval have beside a question: they are no chats. */
const OF_QUIZZES = [
  'choices',
  'answer',
  'options',
  'answers',
  'pos',
  'neg',
  'positive',
  'negative',
  'documents',
  'passages',
  'relevant_passages',
  'hard_negatives',
  'mc1_targets',
  'mc2_targets',
] as const;

/** Several turns of a benchmark, each a list of messages (BFCL). */
function isMessageLists(value: unknown): boolean {
  return isList(value) && value.length > 0 && value.every(isMessageList);
}

function promptKey(record: JsonObject): string | null {
  return firstKey(
    record,
    PROMPTS,
    (found) =>
      isText(found) ||
      isMessage(found) ||
      isMessageList(found) ||
      (isObject(found) && isMessageList(field(found, 'messages'))),
  );
}

function questionKey(record: JsonObject): string | null {
  return firstKey(record, OF_QUIZZES, (found) => !isText(found)) !== null ||
    firstKey(record, ['passage', 'choice1']) !== null
    ? null
    : (firstKey(
        record,
        ['question', 'query', 'instruction'],
        (found) => isText(found) || isMessageList(found),
      ) ??
        firstKey(record, ['input'], isMessageList) ??
        firstKey(record, ['question'], isMessageLists));
}
