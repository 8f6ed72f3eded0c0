import { t } from '../../text/translate.ts';
import { type Check, pass, spansOf } from './check.ts';

const NAME = 'form-kept';

/** Marks that chat formats are built of; inside a response they would begin a turn that nobody took. */
const MARKS =
  /\n\n(?:Human|Assistant|User|System): ?|<\|(?:im_start|im_end|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|system|user|assistant|end)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?s>|<(?:start|end)_of_turn>/g;
/** Blocks of the prompt that a model may have carried over. */
const BLOCKS =
  /<\/?(?:conversation|rest_of_response|guiding_passages|findings|curator_instruction|rewrite|rewrite_reasoning|original_response|original_reasoning)>/g;
const THOUGHT = /<\/?think(?:ing)?>/g;

/** Whether the proposal fits into the record: no marks of chat formats, thoughts still in their tags, the same layout. */
export const formKept: Check = ({ request, text }) => {
  const { original } = request.target;
  const marks = [...spansOf(text, MARKS), ...spansOf(text, BLOCKS)].filter(
    ([start, end]) => !original.includes(text.slice(start, end)),
  );
  if (marks.length > 0) {
    const [start, end] = marks[0] ?? [0, 0];
    const mark = text.slice(start, end).trim();
    return {
      name: NAME,
      verdict: 'fail',
      message: t('“{0}” would break the record’s form.', mark),
      spans: marks,
    };
  }
  const thoughts = (of: string) => (of.match(THOUGHT) ?? []).join('');
  if (thoughts(original) !== thoughts(text)) {
    const message = t('The tags around the reasoning are not those of the original.');
    return { name: NAME, verdict: 'fail', message, spans: spansOf(text, THOUGHT) };
  }
  const added = LAYOUT.filter(([, pattern]) => pattern.test(text) && !pattern.test(original)).map(
    ([what]) => what,
  );
  return added.length > 0
    ? {
        name: NAME,
        verdict: 'warn',
        message: `The original has no ${added.join(', no ')}; the rewrite does.`,
        spans: [],
      }
    : pass(NAME, t('The form is that of the original.'));
};

const LAYOUT: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['headings', /^#{1,6} \S/m],
  ['list', /^\s*(?:[-*•]|\d+[.)]) \S/m],
  ['bold text', /\*\*\S[^*]*\*\*/],
  ['code block', /^```/m],
  ['table', /^\|.+\|\s*$/m],
];
