import * as z from 'zod';
import { FINDING_CODES } from '../assess/assessment.ts';
import { once } from '../once.ts';
import { REWRITE_SEGMENTS } from '../rewrite/targets.ts';
import type { CurationEntry, EntryType } from './decision.ts';
import { LOG_VERSION } from './decision.ts';

const schemas = once(() => {
  const base = {
    v: z.literal(LOG_VERSION),
    id: z.string().min(1),
    at: z.iso.datetime(),
    by: z.string(),
    record: z.looseObject({ key: z.string().min(1), line: z.int().min(1) }),
    response: z.looseObject({ id: z.enum(['last', 'chosen', 'rejected']), hash: z.string().min(1) }),
    batch: z.string().optional(),
  };

  const span = { start: z.int().min(0), end: z.int().min(0) };

  const proposal = z.looseObject({
    text: z.string(),
    strategy: z.string(),
    model: z.string().nullable(),
    promptVersion: z.string().nullable(),
    passages: z.array(z.string()),
    instruction: z.string().nullable(),
    usage: z.looseObject({ inputTokens: z.number().min(0), outputTokens: z.number().min(0) }).nullable(),
    costUsd: z.number().min(0).nullable(),
    answerId: z.string().nullable().optional(),
    requestHash: z.string().nullable().optional(),
    id: z.string().optional(),
  });

  const finding = z.looseObject({
    code: z.enum(FINDING_CODES),
    assessor: z.enum(['rubric', 'judge']),
    message: z.string().optional(),
  });

  const replaced = {
    place: z.looseObject({ path: z.array(z.union([z.string(), z.int().min(0)])), ...span }),
    before: z.string(),
  };

  const accept = {
    ...base,
    ...replaced,
    after: z.string(),
    hashAfter: z.string().min(1),
    proposal,
  };

  const reason = z.string().nullable();

  const usd = z.number().min(0).nullable();
  const part = { run: z.string().min(1), chunk: z.int().min(1) };

  const runEvent = z.discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('started'),
      items: z.array(
        z.looseObject({
          line: z.int().min(0),
          record: z.string().min(1),
          response: z.enum(['last', 'chosen', 'rejected']),
          hash: z.string().min(1),
          keys: z.array(z.string()),
        }),
      ),
      choices: z.looseObject({
        how: z.enum(['live', 'batch']),
        filter: z.string(),
        strategy: z.string().nullable(),
        instruction: z.string().nullable(),
        segment: z.enum(REWRITE_SEGMENTS),
        candidates: z.int().min(1).max(4),
        model: z.string(),
        maxTokens: z.int().min(1),
        effort: z.enum(['low', 'medium', 'high']).nullable(),
      }),
    }),
    z.looseObject({ type: z.literal('cancelled') }),
    z.looseObject({
      type: z.literal('run'),
      run: part.run,
      at: z.string(),
      mode: z.enum(['live', 'batch']),
      model: z.string(),
      maxCostUsd: usd,
    }),
    z.looseObject({ type: z.literal('sent'), run: part.run, key: z.string(), worstUsd: usd }),
    z.looseObject({ type: z.literal('unsent'), run: part.run, key: z.string() }),
    z.looseObject({
      type: z.literal('intent'),
      ...part,
      keys: z.array(z.string()),
      worstUsd: usd,
      newest: z.string().nullable(),
    }),
    z.looseObject({ type: z.literal('submitted'), ...part, batch: z.string().min(1) }),
    z.looseObject({ type: z.literal('withdrawn'), ...part, problem: z.string() }),
    z.looseObject({ type: z.literal('collected'), ...part, batch: z.string().min(1) }),
    z.looseObject({
      type: z.literal('ended'),
      run: part.run,
      at: z.string(),
      stop: z.string().nullable(),
    }),
  ]);

  const runEvents: ReadonlySet<string> = new Set(runEvent.options.map(({ shape }) => shape.type.value));

  /** One schema a type, so that a line of a type from a later version is recognised as such and kept. */
  const types: Readonly<Record<EntryType, z.ZodType>> = {
    accept: z.looseObject({ ...accept, type: z.literal('accept') }),
    'accept-edited': z.looseObject({ ...accept, type: z.literal('accept-edited') }),
    reject: z.looseObject({ ...base, type: z.literal('reject'), proposal, reason }),
    dismiss: z.looseObject({ ...base, type: z.literal('dismiss'), finding, reason: z.string() }),
    undismiss: z.looseObject({ ...base, type: z.literal('undismiss'), finding }),
    exemplar: z.looseObject({ ...base, type: z.literal('exemplar'), reason }),
    skip: z.looseObject({ ...base, type: z.literal('skip'), reason }),
    note: z.looseObject({
      ...base,
      type: z.literal('note'),
      text: z.string(),
      anchor: z.looseObject({ turn: z.string(), ...span, quote: z.string() }).nullable(),
    }),
    label: z.looseObject({
      ...base,
      type: z.literal('label'),
      label: z.looseObject({
        stakes: z.enum(['none', 'some']),
        holder: z.enum(['user', 'assistant', 'nobody']),
        reasoning: z.enum(['n/a', 'absent', 'thin', 'adequate', 'admirable']),
        codes: z.array(z.enum(FINDING_CODES)),
        flag: z.boolean(),
      }),
      settles: z.literal(true).optional(),
    }),
    assign: z.looseObject({ ...base, type: z.literal('assign'), to: z.string().min(1) }),
    propose: z.looseObject({
      ...base,
      ...replaced,
      type: z.literal('propose'),
      run: z.string().min(1),
      ask: z.string().min(1),
      proposal,
      reasoning: z.looseObject({ ...replaced, text: z.string() }).optional(),
      checks: z.array(
        z.looseObject({ name: z.string(), verdict: z.enum(['pass', 'warn', 'fail']), message: z.string() }),
      ),
    }),
    'propose-failed': z.looseObject({
      ...base,
      type: z.literal('propose-failed'),
      run: z.string().min(1),
      ask: z.string().min(1),
      problem: z.string(),
      fault: z.string(),
      retryable: z.boolean(),
      costUsd: usd,
    }),
    run: z.looseObject({ ...base, type: z.literal('run'), run: z.string().min(1), event: runEvent }),
    undo: z.looseObject({ ...base, type: z.literal('undo'), entry: z.string().min(1) }),
  };
  return { types, runEvents };
});

/** A line that is a log entry of a later version or of a type from one: kept as it was read, not interpreted. */
export interface ForeignEntry {
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export type EntryReading =
  | { readonly kind: 'entry'; readonly entry: CurationEntry }
  | { readonly kind: 'foreign'; readonly foreign: ForeignEntry }
  | { readonly kind: 'invalid'; readonly message: string };

/** Whether a line tells something of a bulk run that this version does not know. */
function isLaterEvent({ type, event }: Readonly<Record<string, unknown>>): boolean {
  if (type !== 'run' || typeof event !== 'object' || event === null || !('type' in event)) return false;
  return typeof event.type === 'string' && !schemas().runEvents.has(event.type);
}

/** Reads one parsed JSON value as a log entry. Never throws. */
export function readEntry(value: unknown): EntryReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { kind: 'invalid', message: 'The line is JSON, but not an object.' };
  }
  const fields = value as Readonly<Record<string, unknown>>;
  const { v, type } = fields;
  const { types } = schemas();
  if (typeof v !== 'number' || typeof type !== 'string') {
    return { kind: 'invalid', message: 'The line has no "v" or no "type", so it is not a log entry.' };
  }
  if (v !== LOG_VERSION || !Object.hasOwn(types, type) || isLaterEvent(fields)) {
    return { kind: 'foreign', foreign: { type, value: fields } };
  }
  const result = types[type as EntryType].safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    const where = issue === undefined ? '' : `"${issue.path.join('.')}": ${issue.message}`;
    return { kind: 'invalid', message: `The ${type} entry is not as it should be. ${where}`.trim() };
  }
  return { kind: 'entry', entry: result.data as CurationEntry };
}
