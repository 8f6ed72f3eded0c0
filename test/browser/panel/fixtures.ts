import type {
  DraftView,
  FindingView,
  PanelState,
  PassageView,
  ProposalView,
  RecordView,
  ResponseView,
  SegmentView,
  TurnView,
} from '../../../src/protocol/panel.ts';

export type TranscriptRecord = Extract<RecordView, { kind: 'transcript' }>;

export function text(value: string, marks: SegmentView['marks'] = []): SegmentView {
  return { kind: 'text', label: null, text: value, omitted: 0, marks };
}

export function turn(key: string, role: TurnView['role'], segments: readonly SegmentView[]): TurnView {
  return { key, role, speaker: role, segments, response: null };
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

/** A rewrite that keeps hardly anything, as a word-level difference, coarse but true: joined, it gives both texts. */
const REPLACING: ProposalView['diff'] = [
  { kind: 'removed', text: 'No. You should not co-sign the loan.' },
  {
    kind: 'added',
    text: 'I would lean towards not co-signing, and the reason matters more than the answer.',
  },
  { kind: 'same', text: ' She has missed payments before, so ' },
  { kind: 'removed', text: 'you would end up paying for the car yourself.' },
  { kind: 'added', text: 'co-signing would make her debt yours at a time when you are saving for a flat.' },
  { kind: 'same', text: '\n\n' },
  { kind: 'removed', text: ANSWERED.slice(ANSWERED.indexOf('Tell her')) },
  { kind: 'added', text: REWRITTEN.slice(REWRITTEN.indexOf('There is')) },
];

const KEPT = ANSWERED.slice(ANSWERED.indexOf(' She has'), ANSWERED.indexOf(' If she pushes'));

/** A rewrite that keeps the middle of the answer. */
const DIFF: ProposalView['diff'] = [
  { kind: 'removed', text: 'No. You should not co-sign the loan.' },
  {
    kind: 'added',
    text: 'I would lean towards not co-signing, and the reason matters more than the answer.',
  },
  { kind: 'same', text: KEPT },
  { kind: 'removed', text: ANSWERED.slice(ANSWERED.indexOf(' If she pushes')) },
  {
    kind: 'added',
    text: ' Say plainly why, and offer what you can: help with a smaller car, or a look at her budget together. It is your money and your sister, so if you see it differently, the choice is yours.',
  },
];

export const READY: ProposalView = {
  id: 'p1',
  response: 'last',
  state: 'ready',
  text: joined(DIFF, 'removed'),
  diff: DIFF,
  assessment: { stakes: 'some', holder: 'user', reasoning: 'adequate', conduct: 'sound', flag: false },
  model: 'recorded-answers',
  strategy: 'deliberate',
  instruction: null,
  usage: { inputTokens: 1843, outputTokens: 212 },
  costUsd: 0.0087,
  problem: null,
};

/** One of the two texts of a difference: the one without the parts of a kind. */
export function joined(diff: ProposalView['diff'], without: 'added' | 'removed'): string {
  return diff
    .filter(({ kind }) => kind !== without)
    .map(({ text: part }) => part)
    .join('');
}

export const REPLACED: ProposalView = { ...READY, text: REWRITTEN, diff: REPLACING };

/** The text that a model wrote, being edited. */
export function draft(text: string, change: Partial<DraftView> = {}): DraftView {
  return { record: 'advice-0012', text, edited: false, ...change };
}

export function proposal(change: Partial<ProposalView>): ProposalView {
  return { ...READY, ...change };
}

export const PENDING = proposal({
  id: 'p2',
  state: 'pending',
  text: 'I would lean towards not',
  diff: [],
  assessment: null,
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
    readOnlyReason: null,
  },
  constitution: { name: 'starter-constitution.md', origin: 'starter', passages: 96, problem: null },
  provider: { label: 'recorded answers (demo)', ready: true, hint: null, action: null },
  agreement: [],
  ordinal: 12,
  record: TRANSCRIPT,
  response: 'last',
  proposals: [],
  proposal: null,
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
