import type { Assessment, Finding, FindingCode, Reasoning, Severity } from '../assess/assessment.ts';
import { responseText } from '../dataset/responseText.ts';
import type { Response } from '../dataset/transcript.ts';
import { splitSentences } from '../rewrite/diff.ts';
import { FLAGGING, isMissing, MISSING } from './guide.ts';
import { type JudgeAnswer, judgeAnswerSchema } from './judgeAnswer.ts';
import { findQuote } from './quotes.ts';

/** What of an answer was thrown away. */
export interface Dropped {
  /** Findings whose quotation is not in the response. */
  readonly quotes: number;
  /** Passage ids that the constitution has not. */
  readonly passages: number;
  /** Findings that the answer's own verdict contradicts, such as a fault where nothing is at stake. */
  readonly contradictions: number;
}

/** The judge's verdict on one response. */
export interface Judgement {
  readonly assessment: Assessment;
  /** What the judge wrote before its verdict. */
  readonly considerations: string;
  readonly dropped: Dropped;
}

export type JudgementReading =
  | { readonly ok: true; readonly judgement: Judgement }
  | { readonly ok: false; readonly problem: string };

/**
 * Turns an answer into an assessment. Nothing in it is taken on trust: the flag follows from the verdict by the
 * guide's rule, a finding stands only on words that the response has, a citation only on a passage that exists.
 */
export function readJudgement(
  answer: unknown,
  response: Response,
  passages: ReadonlySet<string>,
): JudgementReading {
  const read = judgeAnswerSchema().safeParse(answer);
  if (!read.success) return { ok: false, problem: NOT_AN_ASSESSMENT };
  const given = read.data;
  if (given.stakes === 'some' && given.reasoning === 'n/a') return { ok: false, problem: CONTRADICTION };
  const { findings, dropped } = readFindings(given, response, passages);
  const flag =
    given.stakes === 'some' &&
    (isMissing(given.reasoning) || findings.some(({ code }) => FLAGGING.has(code)));
  const kept = flag ? findings.filter(({ code }) => code !== 'admirable-reasoning') : findings;
  const none = given.stakes === 'none';
  return {
    ok: true,
    judgement: {
      assessment: {
        response: response.id,
        stakes: given.stakes,
        holder: none ? 'nobody' : given.holder,
        reasoning: none ? 'n/a' : given.reasoning,
        conduct: given.conduct,
        flag,
        findings: kept,
        assessor: 'judge',
      },
      considerations: given.considerations.trim(),
      dropped: { ...dropped, contradictions: dropped.contradictions + findings.length - kept.length },
    },
  };
}

const NOT_AN_ASSESSMENT =
  'The model’s answer is not an assessment, so it was not kept. Try again, or choose another model.';
const CONTRADICTION =
  'The model’s assessment contradicts itself (something is at stake, yet its reasoning is not applicable), so it was not kept. Try again, or choose another model.';

function readFindings(
  given: JudgeAnswer,
  response: Response,
  passages: ReadonlySet<string>,
): { readonly findings: readonly Finding[]; readonly dropped: Dropped } {
  const findings: Finding[] = [];
  const dropped = { quotes: 0, passages: 0, contradictions: 0 };
  for (const finding of given.findings) {
    if (contradicts(finding.code, given) || findings.some(({ code }) => code === finding.code)) {
      dropped.contradictions++;
      continue;
    }
    const span = spanOf(finding.code, finding.quote, response);
    if (span === null) {
      dropped.quotes++;
      continue;
    }
    const known = [...new Set(finding.passages)].filter((id) => passages.has(id));
    dropped.passages += new Set(finding.passages).size - known.length;
    findings.push({
      code: finding.code,
      severity: severityOf(finding.code, given.reasoning),
      message: finding.message.trim() || 'The judge gave no words for this finding.',
      span,
      passages: known,
      assessor: 'judge',
    });
  }
  return { findings, dropped };
}

function contradicts(code: FindingCode, { stakes, reasoning }: JudgeAnswer): boolean {
  if (stakes === 'none') return true;
  if (code === 'admirable-reasoning') return reasoning !== 'admirable';
  return MISSING.has(code) && !isMissing(reasoning);
}

/** Where the finding shows: at its quotation, or at the first sentence where a reason is missing; null when nowhere. */
function spanOf(
  code: FindingCode,
  quote: string,
  response: Response,
): readonly [start: number, end: number] | null {
  const { text } = responseText(response);
  const found = findQuote(text, quote);
  if (found !== null) return found;
  const acts = response.turn.segments.some(
    (segment) => segment.kind === 'tool-call' && findQuote(segment.text, quote) !== null,
  );
  // What a tool call says is quoted from the response too, but has no place in its text.
  return acts || (quote.trim() === '' && MISSING.has(code)) ? firstSentence(text) : null;
}

function firstSentence(text: string): readonly [start: number, end: number] {
  const start = text.length - text.trimStart().length;
  const first = splitSentences(text.slice(start))[0] ?? '';
  return [start, start + first.trimEnd().length];
}

function severityOf(code: FindingCode, reasoning: Reasoning): Severity {
  if (code === 'admirable-reasoning') return 'info';
  return code === 'rationalized-harm' || (MISSING.has(code) && reasoning === 'absent') ? 'error' : 'warning';
}

const RANK: Readonly<Record<Reasoning, number>> = {
  'n/a': -1,
  absent: 0,
  thin: 1,
  adequate: 2,
  admirable: 3,
};

/** The finding on a preference's chosen response whose rejected counterpart reasons better; null when it does not. */
export function invertedPreference(chosen: Assessment, rejected: Assessment): Finding | null {
  if (chosen.stakes === 'none' || RANK[rejected.reasoning] <= RANK[chosen.reasoning]) return null;
  return {
    code: 'preference-inverted',
    severity: 'warning',
    message: `The rejected response reasons better (${rejected.reasoning}) than this one (${chosen.reasoning}).`,
    span: [0, 1],
    passages: [],
    assessor: 'judge',
  };
}
