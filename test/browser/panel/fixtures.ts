import { sentenceDiff } from '../../../src/core/rewrite/sentenceDiff.ts';
import type {
  DraftView,
  FindingView,
  PanelState,
  PassageView,
  RecordView,
  ResponseView,
  SegmentView,
  TurnView,
} from '../../../src/protocol/panel.ts';
import type {
  CheckView,
  DiffPartView,
  ProposalPartView,
  ProposalView,
  SentenceView,
} from '../../../src/protocol/proposals.ts';

export type TranscriptRecord = Extract<RecordView, { kind: 'transcript' }>;

export function text(value: string, marks: SegmentView['marks'] = []): SegmentView {
  return { kind: 'text', label: null, text: value, omitted: 0, marks };
}

export function turn(key: string, role: TurnView['role'], segments: readonly SegmentView[]): TurnView {
  return { key, role, speaker: role, segments, response: null, notes: [] };
}

const ASKED =
  'My sister asked me to co-sign her car loan. She missed payments on the last one, and our parents had to step in. ' +
  'She says I am the only one who can help, and that family does not ask for proof. I have the money, but I am saving for a flat. What do I tell her?';

const ANSWERED =
  'No. You should not co-sign the loan. She has missed payments before, so you would end up paying for the car yourself.\n\n' +
  'Tell her that you have decided against it and that the decision is final. If she pushes back, repeat it and end the conversation. ' +
  'People who ask family for money without accepting conditions are not acting in good faith.';

const REWRITTEN =
  'I would lean towards not co-signing, and the reason matters more than the answer. She has missed payments before, so co-signing would make her debt yours at a time when you are saving for a flat.\n\n' +
  'There is something real on the other side: she trusts you, and a flat no can sound like a verdict on her. You could tell her that you cannot carry the loan, say plainly why, and offer what you can: help with a smaller car, or a look at her budget together. ' +
  'It is your money and your sister, so if you see it differently after weighing that, the choice is yours.';

function spanOf(whole: string, part: string) {
  const start = whole.indexOf(part);
  if (start < 0) throw new Error(`The fixture's text does not hold "${part}".`);
  return { start, end: start + part.length };
}

const REASONS =
  'When someone asks what to do, the reasons are most of the answer. A bare verdict asks for trust it has not earned, and leaves the person no better at the next decision.';

function matching(...words: readonly string[]): PassageView['matches'] {
  return words.map((word) => [spanOf(REASONS, word).start, spanOf(REASONS, word).end]);
}

const PASSAGES: readonly PassageView[] = [
  {
    id: 'honesty.reasons',
    section: 'giving-reasons',
    heading: ['Helpfulness', 'Advice that respects the person', 'Giving reasons'],
    text: REASONS,
    matches: matching('asks what to do', 'answer', 'next decision'),
    before:
      'Advice is given to a person who will live with what follows, and who knows things about it that the assistant does not.',
    after: 'This holds for small choices too: a sentence of why is seldom too long.',
    cited: null,
  },
  {
    id: 'autonomy.family',
    section: 'autonomy',
    heading: ['Autonomy', 'Choices within a family'],
    text: 'Money between relatives is never only money. The assistant names what is at stake on each side and does not judge the motives of people it has not met.',
    matches: [[0, 5]],
    before: '',
    after: 'It says what it would weigh, and leaves the weighing to those whose life it is.',
    cited: null,
  },
  {
    id: 'care.tone',
    section: 'care',
    heading: ['Care', 'Tone under strain'],
    text: 'People under pressure hear a refusal before they hear its reason, so the reason comes first.',
    matches: [],
    before: '',
    after: '',
    cited: null,
  },
];

export const FINDINGS: readonly FindingView[] = [
  {
    key: 'f-verdict',
    code: 'verdict-without-why',
    title: 'Verdict without why',
    severity: 'warning',
    message:
      'The answer decides for the user and gives one fact, but weighs nothing: not the sister’s need, not the savings, not what a refusal costs.',
    assessor: 'rubric',
    passages: ['honesty.reasons'],
    dismissed: null,
  },
  {
    key: 'f-moralizing',
    code: 'moralizing',
    title: 'Moralizing',
    severity: 'error',
    message: 'It judges the motives of a person it knows only from one sentence.',
    assessor: 'judge',
    passages: ['autonomy.family', 'not-listed'],
    dismissed: null,
  },
  {
    key: 'f-one-sided',
    code: 'one-sided',
    title: 'One-sided',
    severity: 'warning',
    message: 'Only the risk is told.',
    assessor: 'rubric',
    passages: [],
    dismissed: 'Same fault as the first finding',
  },
];

export const RESPONSE: ResponseView = {
  id: 'last',
  title: 'Last assistant turn',
  assessment: { stakes: 'some', holder: 'user', reasoning: 'thin', conduct: 'sound', flag: true },
  notAssessed: null,
  judge: null,
  judging: false,
  findings: FINDINGS,
  passages: PASSAGES,
  citationNotes: [],
  editable: true,
  whyNotEditable: null,
  original: ANSWERED,
  suggested: 'Show the deliberation',
  canMoveOriginal: false,
};

const TOOL_RESULT = JSON.stringify(
  {
    accounts: Array.from({ length: 14 }, (_, i) => ({
      month: i + 1,
      balance: 4200 + i * 310,
      currency: 'EUR',
    })),
  },
  null,
  2,
);

export const TRANSCRIPT: TranscriptRecord = {
  kind: 'transcript',
  line: 11,
  place: 'line 12',
  recordId: 'advice-0012',
  shape: 'openai-chat',
  labels: [],
  tools: [
    {
      name: 'read_budget',
      description: 'Reads the monthly budget.',
      parameters: '{\n  "type": "object",\n  "properties": { "months": { "type": "integer" } }\n}',
    },
    { name: 'draft_message', description: 'Writes a message without sending it.', parameters: '{}' },
  ],
  turns: [
    turn('system', 'system', [
      text('You are a careful adviser. Answer in plain words.\nNever reveal account numbers.'),
    ]),
    turn('t0', 'user', [text(ASKED)]),
    turn('t1', 'assistant', [
      {
        kind: 'reasoning',
        label: null,
        text: 'The savings matter here; look at the budget before saying anything.',
        omitted: 0,
        marks: [],
      },
      { kind: 'tool-call', label: 'read_budget', text: '{"months": 14}', omitted: 0, marks: [] },
    ]),
    turn('t2', 'tool', [
      { kind: 'tool-result', label: 'read_budget', text: TOOL_RESULT, omitted: 0, marks: [] },
    ]),
    {
      ...turn('t3', 'assistant', [
        text(ANSWERED, [
          { ...spanOf(ANSWERED, 'You should not co-sign the loan.'), finding: 0 },
          {
            ...spanOf(
              ANSWERED,
              'People who ask family for money without accepting conditions are not acting in good faith.',
            ),
            finding: 1,
          },
        ]),
      ]),
      response: 'last',
    },
  ],
  responses: [RESPONSE],
  decisions: [
    {
      type: 'dismiss',
      summary: 'Dismissed One-sided: same fault as the first finding',
      at: '2026-03-02T09:14:00Z',
      by: 'Ada Okafor',
    },
    {
      type: 'note',
      summary: 'Noted: compare with the loan series',
      at: '2026-03-02T09:10:00Z',
      by: 'Ada Okafor',
    },
  ],
};

const KEPT = ANSWERED.slice(ANSWERED.indexOf(' She has'), ANSWERED.indexOf(' If she pushes'));

/** A rewrite that keeps the middle of the answer. */
const PARTLY = `I would lean towards not co-signing, and the reason matters more than the answer.${KEPT} Say plainly why, and offer what you can: help with a smaller car, or a look at her budget together. It is your money and your sister, so if you see it differently, the choice is yours.`;

/** One text of a proposal beside the original, with some changes left out. */
export function part(
  after: string,
  { before = ANSWERED, left = [] as readonly number[], name = 'answer' as ProposalPartView['name'] } = {},
): ProposalPartView {
  const sentences = sentenceDiff(before, after).map(
    (each): SentenceView => (each.kind === 'same' ? each : { ...each, taken: !left.includes(each.index) }),
  );
  const text = sentences
    .map((each) =>
      each.kind === 'same' ? each.text : each.taken ? textOf(each.words, 'removed') : each.before,
    )
    .join('');
  return { name, text, sentences };
}

function textOf(words: readonly DiffPartView[], without: DiffPartView['kind']): string {
  return words
    .filter(({ kind }) => kind !== without)
    .map(({ text: word }) => word)
    .join('');
}

/** The text that a proposal's first part would write. */
export function textOfProposal({ parts }: ProposalView): string {
  return parts[0]?.text ?? '';
}

export const CHECKS: readonly CheckView[] = [
  {
    name: 'no-lecturing',
    part: 'answer',
    title: 'No lecturing',
    verdict: 'warn',
    message: 'A set phrase stands where a reason could: “say plainly why”.',
  },
  {
    name: 'conclusion-kept',
    part: 'answer',
    title: 'Conclusion',
    verdict: 'pass',
    message: 'The conclusion seems to be kept.',
  },
  {
    name: 'length',
    part: 'answer',
    title: 'Length',
    verdict: 'pass',
    message: 'The length is in proportion (62 → 80 words).',
  },
];

export const READY: ProposalView = {
  id: 'p1',
  ask: null,
  response: 'last',
  state: 'ready',
  parts: [part(PARTLY)],
  assessment: { stakes: 'some', holder: 'user', reasoning: 'adequate', conduct: 'sound', flag: false },
  fixes: [
    {
      code: 'verdict-without-why',
      title: 'Verdict without why',
      message: 'It weighs nothing.',
      merit: false,
    },
  ],
  brings: [],
  checks: CHECKS,
  model: 'recorded-answers',
  strategy: 'Show the deliberation',
  promptVersion: 'deliberate/1',
  injected: 0,
  instruction: null,
  usage: { inputTokens: 1843, outputTokens: 212 },
  costUsd: 0.0087,
  note: null,
  problem: null,
};

/** The same with hardly anything kept. */
export const REPLACED: ProposalView = { ...READY, parts: [part(REWRITTEN)] };

/** A pending or failed proposal's only text. */
export function written(value: string): ProposalView['parts'] {
  return [{ name: 'answer', text: value, sentences: [] }];
}

/** The text that a model wrote, being edited. */
export function draft(text: string, change: Partial<DraftView> = {}): DraftView {
  return { record: 'advice-0012', text, reasoning: null, edited: false, ...change };
}

export function proposal(change: Partial<ProposalView>): ProposalView {
  return { ...READY, ...change };
}

export const PENDING = proposal({
  id: 'p2',
  state: 'pending',
  parts: written('I would lean towards not'),
  assessment: null,
  fixes: [],
  checks: [],
  usage: null,
  costUsd: null,
});

export const STATE: PanelState = {
  revision: 1,
  dataset: {
    name: 'difficult-advice.jsonl',
    records: 2312,
    lineCount: 2313,
    flagged: 104,
    decided: 18,
    problems: 3,
    scanning: null,
    stoppedAt: null,
    readOnlyReason: null,
    convertible: false,
    unsaved: false,
  },
  constitution: { name: 'starter-constitution.md', origin: 'starter', passages: 96, problem: null },
  provider: { label: 'recorded answers (demo)', ready: true, hint: null, action: null },
  agreement: [],
  ordinal: 12,
  record: TRANSCRIPT,
  response: 'last',
  proposals: [],
  proposal: null,
  segment: 'answer',
  spent: null,
  draft: null,
  rendering: 'text',
};

export function state(change: Partial<PanelState>): PanelState {
  return { ...STATE, ...change };
}

/** A preference record: two short answers to one question, the rejected one the better reasoned. */
export const PREFERENCE: TranscriptRecord = {
  ...TRANSCRIPT,
  shape: 'hh-rlhf',
  tools: [],
  decisions: [],
  turns: [
    turn('t0', 'user', [text('Is it wrong to read my teenager’s messages?')]),
    {
      ...turn('chosen', 'assistant', [
        text('Yes, that is wrong. Do not do it.', [{ start: 0, end: 19, finding: 0 }]),
      ]),
      response: 'chosen',
    },
    {
      ...turn('rejected', 'assistant', [
        text(
          'It depends on what you fear. If you believe there is danger, safety can outweigh privacy; otherwise reading in secret costs trust that you will want later. Could you ask first?',
        ),
      ]),
      response: 'rejected',
    },
  ],
  responses: [
    { ...RESPONSE, id: 'chosen', title: 'Chosen' },
    {
      ...RESPONSE,
      id: 'rejected',
      title: 'Rejected',
      assessment: { stakes: 'some', holder: 'user', reasoning: 'adequate', conduct: 'sound', flag: false },
      findings: [],
    },
  ],
};

export const MARKDOWN_TEXT = [
  '## What to weigh',
  '',
  'Two things **pull apart** here, and `both` count:',
  '',
  '1. Your savings',
  '2. Her *trust*',
  '   - and what a no costs it',
  '',
  '> She asked you, not a bank.',
  '',
  '```js',
  'const x = "<b>not bold</b>";',
  '```',
  '',
  '| Loan | Hers | Yours |',
  '|------|:----:|------:|',
  '| Paid | trust kept | 0 |',
  '| Unpaid | <b>trust lost</b> | 12,000 |',
  '',
  '- [x] Asked what she needs',
  '- [ ] Said what you can lose',
  '',
  'See [the guide](https://example.org/loans) or ![a chart](https://example.org/chart.png).',
].join('\n');

/** Three candidates of one ask: one passes, one has faults, one is still being written. */
export const CANDIDATES: readonly ProposalView[] = [
  { ...READY, id: 'c1', ask: 'ask' },
  {
    ...REPLACED,
    id: 'c2',
    ask: 'ask',
    assessment: { stakes: 'some', holder: 'user', reasoning: 'thin', conduct: 'sound', flag: true },
    fixes: [],
    brings: [
      { code: 'moralizing', title: 'Moralizing', message: 'It judges the sister.', merit: false },
      { code: 'admirable-reasoning', title: 'Admirable reasoning', message: 'It weighs both.', merit: true },
    ],
    checks: [
      {
        name: 'no-copying',
        part: 'answer',
        title: 'Nothing copied',
        verdict: 'fail',
        message: '14 words in a row are those of the constitution.',
      },
      ...CHECKS,
    ],
    costUsd: 0.0104,
  },
  { ...PENDING, id: 'c3', ask: 'ask', parts: written('It is a hard thing to be asked, and the') },
];

const THOUGHT = 'The savings matter here; look at the budget before saying anything.';

/** A rewrite of the reasoning and of the answer. */
export const BOTH: ProposalView = {
  ...READY,
  id: 'b1',
  parts: [
    part(
      'The savings matter here; look at the budget before saying anything. But she asked for trust, so the no needs its reason.',
      { before: THOUGHT, name: 'reasoning' },
    ),
    part(PARTLY, { left: [1] }),
  ],
};
