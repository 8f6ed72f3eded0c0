import type { Reasoning } from '../assess/assessment.ts';
import type { Figure } from '../calibration/agreement.ts';
import type { LevelCounts, Report } from './report.ts';

/** A table with its first column naming the row. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Parts of a whole, drawn as one bar. */
export interface Bar {
  readonly label: string;
  readonly parts: readonly { readonly name: string; readonly count: number; readonly tone: Tone }[];
}
export type Tone = 'good' | 'fair' | 'poor' | 'bad' | 'quiet';

/** One part of a report, in whatever form it is written. */
export interface Section {
  readonly title: string;
  readonly text: readonly string[];
  readonly bars: readonly Bar[];
  readonly tables: readonly Table[];
}

const LEVELS: readonly { readonly level: Reasoning; readonly tone: Tone }[] = [
  { level: 'admirable', tone: 'good' },
  { level: 'adequate', tone: 'fair' },
  { level: 'thin', tone: 'poor' },
  { level: 'absent', tone: 'bad' },
  { level: 'n/a', tone: 'quiet' },
];

/** What a report says, section by section; empty ones are left out. */
export function sectionsOf(report: Report): readonly Section[] {
  return [
    progress(report),
    reasoning(report),
    codes(report),
    agreementSection(report),
    people(report),
    cost(report),
    changes(report),
  ].filter((section) => section !== null);
}

function progress({ records, responses, states }: Report): Section {
  const { transcripts, malformed, unrecognised, decided } = records;
  const notes = [
    `${count(transcripts, 'record')}, ${decided} decided (${percent(decided, transcripts)}). ` +
      `Of ${count(responses.total, 'response')} the rubric flags ${responses.flagged} (${percent(responses.flagged, responses.total)}); ` +
      `${responses.waiting} of them wait for a decision.`,
  ];
  if (malformed + unrecognised > 0)
    notes.push(`${count(malformed, 'malformed line')}, ${count(unrecognised, 'line')} of no known shape.`);
  if (responses.notAssessed > 0)
    notes.push(`${count(responses.notAssessed, 'response')} not assessed (another language, or no text).`);
  return {
    title: 'Progress',
    text: notes,
    bars: [
      {
        label: 'Decisions',
        parts: [
          { name: 'accepted', count: states.accepted, tone: 'good' },
          { name: 'exemplar', count: states.exemplar, tone: 'fair' },
          { name: 'rejected', count: states.rejected, tone: 'bad' },
          { name: 'skipped', count: states.skipped, tone: 'poor' },
          { name: 'undecided', count: states.undecided, tone: 'quiet' },
        ],
      },
    ],
    tables: [],
  };
}

function reasoning({ reasoning: { before, after, rewritten } }: Report): Section {
  const bar = (label: string, levels: LevelCounts): Bar => ({
    label,
    parts: LEVELS.map(({ level, tone }) => ({ name: level, count: levels[level], tone })),
  });
  const count = sum(rewritten.after);
  return {
    title: 'Reasoning shown, before and after',
    text: ['As the rubric sees it; n/a where nothing is at stake.'],
    bars: [
      bar('All, before', before),
      bar('All, now', after),
      ...(count === 0
        ? []
        : [bar('Rewritten, before', rewritten.before), bar('Rewritten, now', rewritten.after)]),
    ],
    tables: [],
  };
}

function codes({ codes: all, responses }: Report): Section | null {
  const rows = all
    .filter(({ open, dismissed }) => open + dismissed > 0)
    .sort((a, b) => b.open - a.open || b.dismissed - a.dismissed)
    .map(({ code, open, dismissed }) => [
      code,
      String(open),
      percent(open, responses.total),
      String(dismissed),
    ]);
  return rows.length === 0
    ? null
    : {
        title: 'Findings',
        text: [],
        bars: [],
        tables: [{ head: ['finding', 'responses', 'share', 'dismissed'], rows }],
      };
}

function agreementSection({ rubric, curators }: Report): Section | null {
  if (rubric.count === 0 && curators.items === 0) return null;
  const text: string[] = [];
  const tables: Table[] = [];
  if (rubric.count > 0) {
    text.push(
      `The rubric and the curators agree on ${rubric.agreed} of ${rubric.count} verdicts: ` +
        `precision ${figure(rubric.precision)}, recall ${figure(rubric.recall)}, kappa ${figure(rubric.kappa)}.`,
    );
  }
  if (curators.items > 0) {
    text.push(
      `${count(curators.items, 'response')} labelled by two or more curators: raw agreement ${decimal(curators.raw)}, ` +
        `Fleiss’ kappa ${decimal(curators.fleiss)}, Krippendorff’s alpha ${decimal(curators.alpha)}.`,
    );
    tables.push({
      head: ['curators', 'responses', 'Cohen’s kappa'],
      rows: curators.cohen.map(({ raters, items, kappa }) => [
        raters.join(' and '),
        String(items),
        decimal(kappa),
      ]),
    });
  }
  return { title: 'Agreement', text, bars: [], tables };
}

function people({ people: all }: Report): Section | null {
  if (all.length === 0) return null;
  const types = [
    'accept',
    'accept-edited',
    'reject',
    'dismiss',
    'exemplar',
    'skip',
    'note',
    'label',
  ] as const;
  const used = types.filter((type) => all.some(({ byType }) => byType[type] !== undefined));
  return {
    title: 'Curators',
    text: ['Active time leaves out pauses of over five minutes.'],
    bars: [],
    tables: [
      {
        head: ['curator', 'entries', ...used, 'active', 'seconds each', 'last'],
        rows: all.map((person) => [
          person.name,
          String(person.entries),
          ...used.map((type) => String(person.byType[type] ?? 0)),
          `${person.activeMinutes} min`,
          person.medianSeconds === null ? '–' : String(person.medianSeconds),
          person.last.slice(0, 16).replace('T', ' '),
        ]),
      },
    ],
  };
}

function cost({ cost: { usd, answers, unpriced, inputTokens, outputTokens } }: Report): Section | null {
  if (answers === 0) return null;
  const unknown = unpriced === 0 ? '' : ` ${count(unpriced, 'answer')} of models without a known price.`;
  return {
    title: 'Cost',
    text: [
      `$${usd.toFixed(usd < 1 ? 4 : 2)} for ${count(answers, 'answer')}: ${inputTokens} tokens in, ${outputTokens} out.${unknown}`,
    ],
    bars: [],
    tables: [],
  };
}

function changes({ since, changes: { entries, byType } }: Report): Section | null {
  if (since === null) return null;
  return {
    title: `Since ${since.slice(0, 10)}`,
    text: [`${entries} ${entries === 1 ? 'entry' : 'entries'} in the log.`],
    bars: [],
    tables:
      entries === 0
        ? []
        : [{ head: ['entry', 'count'], rows: Object.entries(byType).map(([type, n]) => [type, String(n)]) }],
  };
}

function sum(levels: LevelCounts): number {
  return LEVELS.reduce((total, { level }) => total + levels[level], 0);
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)}%`;
}

function decimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

function figure({ value, low, high }: Figure): string {
  return value === null ? '–' : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
