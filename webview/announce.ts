import { t } from '../src/core/text/translate.ts';
import type { PanelState } from '../src/protocol/panel.ts';
import type { ProposalView } from '../src/protocol/proposals.ts';
import { type Comparison, comparisonOf, shownProposal, type ViewState } from './state.ts';
import { count } from './text/words.ts';

/** What a screen reader is told after a change, as one sentence; null when the change needs no word. */
export function announcement(before: ViewState, after: ViewState): string | null {
  const [was, now] = [before.panel, after.panel];
  if (now === null) return null;
  if (was === null || before.recordKey !== after.recordKey) return recordSentence(after);
  const decided = newDecision(was, now);
  if (decided !== null) return decided;
  if (before.memory.side !== after.memory.side)
    return after.memory.side ? t('Showing findings and passages.') : t('Findings and passages are left out.');
  const [old, shown] = [shownProposal(was), shownProposal(now)];
  if (shown !== null && old?.id === shown.id && before.comparison !== after.comparison) {
    return SHOWN[comparisonOf(after, shown)];
  }
  if (shown === null || (old?.id === shown.id && old.state === shown.state)) return null;
  switch (shown.state) {
    case 'pending':
      return t('Writing a rewrite.');
    case 'ready':
      return readySentence(shown);
    case 'accepted':
      return t('Rewrite accepted.');
    case 'rejected':
      return t('Rewrite rejected.');
    case 'stale':
    case 'failed':
      return `${shown.state === 'stale' ? t('Rewrite is stale.') : t('Rewrite failed.')} ${shown.problem ?? ''}`.trim();
  }
}

const SHOWN: Record<Comparison, string> = {
  diff: t('Showing the changes.'),
  plain: t('Showing the rewrite only.'),
  columns: t('Showing the candidates beside each other.'),
};

/** The newest decision about the open record, when this state brought it. */
function newDecision({ record: was }: PanelState, { record: now }: PanelState): string | null {
  if (was.kind !== 'transcript' || now.kind !== 'transcript') return null;
  if (now.decisions.length <= was.decisions.length) return null;
  const newest = now.decisions.reduce((a, b) => (b.at >= a.at ? b : a));
  return newest.summary;
}

/** What a person who does not see the marks should know at once. */
function readySentence({ checks, fixes, brings }: ProposalView): string {
  const failed = checks.filter(({ verdict }) => verdict === 'fail').map(({ title }) => title);
  return [
    t('Rewrite ready.'),
    ...(fixes.length === 0 ? [] : [t('It fixes: {0}.', fixes.map(({ title }) => title).join(t(', ')))]),
    ...(brings.length === 0
      ? []
      : [t('It would bring: {0}.', brings.map(({ title }) => title).join(t(', ')))]),
    ...(failed.length === 0 ? [] : [t('Failed checks: {0}.', failed.join(t(', ')))]),
  ].join(' ');
}

function recordSentence({ panel }: ViewState): string | null {
  if (panel === null || panel.ordinal === 0) return null;
  const where = t('Record {0} of {1}', count(panel.ordinal), count(panel.dataset.records));
  if (panel.record.kind === 'problem') return t('{0}, {1}.', where, panel.record.title);
  if (panel.record.kind === 'empty') return t('{0}.', where);
  const response = panel.record.responses.find((r) => r.id === panel.response);
  return response?.assessment.flag === true ? t('{0}, flagged.', where) : t('{0}.', where);
}
