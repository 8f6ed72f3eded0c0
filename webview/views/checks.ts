import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../src/core/text/translate.ts';
import type { CheckView, FindingChangeView, ProposalView } from '../../src/protocol/proposals.ts';
import { isOpen, type ViewState } from '../state.ts';
import type { Tools } from './command.ts';
import { type IconName, icon } from './icons.ts';

const ICONS: Record<CheckView['verdict'], IconName> = { pass: 'check', warn: 'warning', fail: 'error' };
const SPOKEN: Record<CheckView['verdict'], string> = {
  pass: t('Passed'),
  warn: t('Look at'),
  fail: t('Failed'),
};
const FOLD = 'rewrite/checks';

/** What the checks say: those that did not pass as sentences, the others as marks that open into theirs. */
export function checks(
  view: ViewState,
  shown: ProposalView,
  { act }: Tools,
): TemplateResult | typeof nothing {
  const { checks: all } = shown;
  if (all.length === 0) return nothing;
  const open = isOpen(view, FOLD, false);
  const telling = open ? all : all.filter(({ verdict }) => verdict !== 'pass');
  const passed = all.filter(({ verdict }) => verdict === 'pass').length;
  const toggle = () => act.change({ type: 'fold', key: FOLD, open: !open });
  return html`<section class="checks" aria-label=${t('Checks')}>
    <div class="marks">
      <span class="muted small">${t('Checks')}</span>
      ${all.map(
        (
          check,
        ) => html`<button class="plain check ${check.verdict}" data-check=${`${check.part}/${check.name}`} aria-expanded=${open ? 'true' : 'false'}
          aria-label=${`${SPOKEN[check.verdict]}: ${name(check)}. ${check.message}`} title=${check.message} @click=${toggle}
        >${icon(ICONS[check.verdict])}<span>${name(check)}</span></button>`,
      )}
      ${
        passed === 0
          ? nothing
          : html`<button class="plain check pass passed" aria-expanded=${open ? 'true' : 'false'} @click=${toggle}>${icon(ICONS.pass)}<span>${t('{0} passed', passed)}</span></button>`
      }
    </div>
    ${
      telling.length === 0
        ? nothing
        : html`<ul class="check-list">
            ${telling.map(
              (check) =>
                html`<li class=${check.verdict}>${icon(ICONS[check.verdict])}<span><strong>${name(check)}.</strong> <span dir="auto">${check.message}</span></span></li>`,
            )}
          </ul>`
    }
  </section>`;
}

/** The same in a word or two, for places with little room. */
export function checksInShort({ checks: all }: ProposalView): TemplateResult | typeof nothing {
  const of = (verdict: CheckView['verdict']) => all.filter((check) => check.verdict === verdict);
  const [failed, warned] = [of('fail'), of('warn')];
  if (all.length === 0) return nothing;
  const mark = (verdict: CheckView['verdict'], text: string, about: readonly CheckView[]) =>
    html`<span class="check ${verdict}" title=${about.map((check) => `${name(check)}: ${check.message}`).join('\n')}>${icon(ICONS[verdict])}<span>${text}</span></span>`;
  return html`<span class="marks">
    ${failed.length === 0 ? nothing : mark('fail', t('{0} failed: {1}', failed.length, failed.map(name).join(t(', '))), failed)}
    ${warned.length === 0 ? nothing : mark('warn', t('{0} to look at', warned.length), warned)}
    ${failed.length + warned.length > 0 ? nothing : mark('pass', all.length === 1 ? t('{0} check passed', 1) : t('{0} checks passed', all.length), all)}
  </span>`;
}

/** What a rewrite does to the rubric's findings. */
export function findingChanges({ fixes, brings }: ProposalView): TemplateResult | typeof nothing {
  if (fixes.length === 0 && brings.length === 0) return nothing;
  return html`<p class="finding-changes">
    ${fixes.map((each) => change('fixes', t('Fixes'), each))}${brings.map((each) => change(each.merit ? 'fixes' : 'brings', each.merit ? t('Gains') : t('Would bring'), each))}
  </p>`;
}

function change(
  look: 'fixes' | 'brings',
  verb: string,
  { title, message }: FindingChangeView,
): TemplateResult {
  return html`<span class="finding-change ${look}" title=${message}>${icon(look === 'fixes' ? 'check' : 'warning')}<span>${verb} <strong>${title}</strong></span></span>`;
}

function name({ part, title }: CheckView): string {
  return part === 'reasoning' ? t('Reasoning: {0}', title.toLowerCase()) : title;
}
