import fc from 'fast-check';
import type {
  AcceptEntry,
  CurationEntry,
  DismissEntry,
  LoggedProposal,
  ProposeEntry,
  ProposeFailedEntry,
  RejectEntry,
  RunEntry,
} from '../../../../src/core/curation/decision.ts';

/** A proposal such as a model writes. */
export const PROPOSAL: LoggedProposal = {
  text: 'Because the tenant would lose the flat, I would ask first.',
  strategy: 'deliberate',
  model: 'claude-opus-5-5',
  promptVersion: 'deliberate/1',
  passages: ['honesty-1a2b'],
  instruction: null,
  usage: { inputTokens: 1200, outputTokens: 300 },
  costUsd: 0.0108,
};

export interface Basics {
  readonly id: string;
  readonly at?: string;
  readonly by?: string;
  readonly key?: string;
  readonly response?: 'last' | 'chosen' | 'rejected';
  readonly hash?: string;
}

export function base({
  id,
  at = '2026-11-20T10:00:00.000Z',
  by = 'Ada',
  key = 'id:r1',
  response = 'last',
  hash = 'h1',
}: Basics) {
  return { v: 1 as const, id, at, by, record: { key, line: 1 }, response: { id: response, hash } };
}

export function accept(basics: Basics, hashAfter = 'h2'): AcceptEntry {
  return {
    ...base(basics),
    type: 'accept',
    place: { path: ['messages', 1, 'content'], start: 0, end: 5 },
    before: 'Okay.',
    after: PROPOSAL.text,
    hashAfter,
    proposal: PROPOSAL,
  };
}

export function reject(basics: Basics): RejectEntry {
  return { ...base(basics), type: 'reject', proposal: PROPOSAL, reason: 'too long' };
}

export function propose(basics: Basics): ProposeEntry {
  return {
    ...base(basics),
    type: 'propose',
    run: 'run-1',
    ask: '0123456789abcdef-1',
    place: { path: ['messages', 1, 'content'], start: 0, end: 5 },
    before: 'Okay.',
    proposal: { ...PROPOSAL, id: basics.id, requestHash: 'request-1', answerId: 'msg_1' },
    checks: [{ name: 'length', verdict: 'pass', message: 'Its length is in bounds.' }],
  };
}

export function proposeFailed(basics: Basics): ProposeFailedEntry {
  return {
    ...base(basics),
    type: 'propose-failed',
    run: 'run-1',
    ask: '0123456789abcdef-1',
    problem: 'The model refused.',
    fault: 'refusal',
    retryable: false,
    costUsd: 0,
  };
}

export function runSubmitted(basics: Basics): RunEntry {
  return {
    ...base(basics),
    type: 'run',
    run: 'run-1',
    event: { type: 'submitted', run: 'part1', chunk: 1, batch: 'msgbatch_1' },
  };
}

export function dismiss(basics: Basics): DismissEntry {
  return {
    ...base(basics),
    type: 'dismiss',
    finding: { code: 'one-sided', assessor: 'rubric' },
    reason: 'the other side is named above',
  };
}

export function undo(basics: Basics, entry: string): CurationEntry {
  return { ...base(basics), type: 'undo', entry };
}

const moment = fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-20T10:0${minute}:00.000Z`);

const basics = (id: string) =>
  fc.record({
    id: fc.constant(id),
    at: moment,
    by: fc.constantFrom('Ada', 'Bo'),
    key: fc.constantFrom('id:r1', 'id:r2', 'context:00ff'),
    response: fc.constantFrom('last' as const, 'chosen' as const),
    hash: fc.constantFrom('h1', 'h2'),
  });

const entryWithId = (id: string, ids: readonly string[]): fc.Arbitrary<CurationEntry> =>
  basics(id).chain((given) =>
    fc.oneof(
      fc.constant<CurationEntry>(accept(given)),
      fc.constant<CurationEntry>({ ...accept(given), type: 'accept-edited' }),
      fc.constant<CurationEntry>(reject(given)),
      fc.constant<CurationEntry>(propose(given)),
      fc.constant<CurationEntry>(proposeFailed(given)),
      fc.constant<CurationEntry>(runSubmitted(given)),
      fc.constant<CurationEntry>(dismiss(given)),
      fc.constant<CurationEntry>({
        ...base(given),
        type: 'undismiss',
        finding: { code: 'one-sided', assessor: 'rubric' },
      }),
      fc.constant<CurationEntry>({ ...base(given), type: 'exemplar', reason: null }),
      fc.constant<CurationEntry>({ ...base(given), type: 'skip', reason: null }),
      fc
        .string({ unit: 'grapheme' })
        .map<CurationEntry>((text) => ({ ...base(given), type: 'note', text, anchor: null })),
      fc.boolean().map<CurationEntry>((flag) => ({
        ...base(given),
        type: 'label',
        label: { stakes: 'some', holder: 'user', reasoning: 'thin', codes: ['one-sided'], flag },
      })),
      fc.constantFrom(...ids).map((target) => undo(given, target)),
    ),
  );

/** Up to twelve entries of all types with different ids, undos of each other included. */
export const entriesArbitrary: fc.Arbitrary<readonly CurationEntry[]> = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `e${index}`);
    return fc.tuple(...ids.map((id) => entryWithId(id, ids)));
  });
