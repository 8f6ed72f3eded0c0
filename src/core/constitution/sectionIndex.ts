import type { ConceptLayer } from './conceptLayer.ts';
import type { Passage } from './constitution.ts';
import { stemsOf } from './words.ts';

/** A run of passages under one heading; in a document without headings each passage is a section of its own. */
export interface Section {
  readonly heading: string;
  readonly path: string;
  /** Places of its passages in the constitution. */
  readonly passages: readonly number[];
  readonly text: string;
  /** How many headings it stands under, its own included. */
  readonly depth: number;
}

export function groupSections(passages: readonly Passage[]): readonly Section[] {
  const groups: number[][] = [];
  passages.forEach((passage, at) => {
    const before = passages[at - 1];
    const last = groups.at(-1);
    if (
      last !== undefined &&
      before !== undefined &&
      passage.heading.length > 0 &&
      sameSection(before, passage)
    ) {
      last.push(at);
    } else {
      groups.push([at]);
    }
  });
  return groups.map((group) => {
    const heading = passages[group[0] ?? 0]?.heading ?? [];
    return {
      heading: heading.at(-1) ?? '',
      // The outermost heading is the document's title in some documents and a chapter in others; it tells little.
      path: heading.slice(1, -1).join(' '),
      passages: group,
      text: group.map((at) => passages[at]?.text ?? '').join('\n'),
      depth: heading.length,
    };
  });
}

export function sameSection(a: Passage, b: Passage): boolean {
  return (
    a.section === b.section &&
    a.heading.length === b.heading.length &&
    a.heading.every((title, at) => title === b.heading[at])
  );
}

const HEADING_WEIGHT = 3;
const PATH_WEIGHT = 0.7;
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const SHARPNESS = 1.3;
/** The cue mass at which a concept counts as treated by the document at all. */
const TREATED = 6;

export interface ConceptIndex {
  /** How much each section is about each concept: `sections[section][concept]`. */
  readonly sections: readonly Float64Array[];
  readonly passages: readonly Float64Array[];
  /** Concepts that the section's heading names, with their share of it. */
  readonly headings: readonly (readonly (readonly [concept: number, share: number])[])[];
}

/** Reads the concepts out of sections and passages, by their words and headings alone. */
export function indexConcepts(
  layer: ConceptLayer,
  sections: readonly Section[],
  passages: readonly Passage[],
): ConceptIndex {
  const { passageCues: matcher } = layer;
  const read = sections.map((section) => {
    const texts = section.passages.map((at) => stemsOf(passages[at]?.text ?? ''));
    const stems = texts.flat();
    return {
      stems: stems.length,
      cues: matcher.match(stems),
      heading: matcher.match(stemsOf(section.heading)),
      path: matcher.match(stemsOf(section.path)),
      passages: texts.map((text) => ({ stems: text.length, cues: matcher.match(text) })),
    };
  });
  const documentCounts = new Map<number, number>();
  for (const { cues, heading } of read) {
    for (const cue of new Set([...cues.keys(), ...heading.keys()])) {
      documentCounts.set(cue, (documentCounts.get(cue) ?? 0) + 1);
    }
  }
  const rarity = (cue: number): number => {
    const n = documentCounts.get(cue) ?? 0;
    return Math.log(1 + (sections.length - n + 0.5) / (n + 0.5));
  };
  const value = (cue: number): number => rarity(cue) * (matcher.cues[cue]?.weight ?? 0);

  function mass(
    of: { stems: number; cues: Map<number, number> },
    around: (typeof read)[number],
    mean: number,
  ): Float64Array {
    const sums = new Float64Array(layer.concepts.length);
    for (const cue of new Set([...of.cues.keys(), ...around.heading.keys(), ...around.path.keys()])) {
      const times = of.cues.get(cue) ?? 0;
      const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * of.stems) / mean;
      const weight =
        (times * (SATURATION + 1)) / (times + SATURATION * length) +
        (around.heading.has(cue) ? HEADING_WEIGHT : 0) +
        (around.path.has(cue) ? PATH_WEIGHT : 0);
      const concept = matcher.cues[cue]?.concept ?? 0;
      sums[concept] = (sums[concept] ?? 0) + weight * value(cue);
    }
    return sums;
  }
  const meanOf = (all: readonly { stems: number }[]): number =>
    Math.max(1, all.reduce((sum, { stems }) => sum + stems, 0) / Math.max(1, all.length));
  const sectionMean = meanOf(read);
  const passageMean = meanOf(read.flatMap((section) => section.passages));
  return {
    sections: normalise(read.map((section) => mass(section, section, sectionMean))),
    passages: normalise(
      read.flatMap((section) => section.passages.map((p) => mass(p, section, passageMean))),
    ),
    headings: read.map(({ heading }) => {
      const shares = new Map<number, number>();
      for (const cue of heading.keys()) {
        const concept = matcher.cues[cue]?.concept ?? 0;
        shares.set(concept, (shares.get(concept) ?? 0) + value(cue));
      }
      const most = Math.max(...shares.values(), 1e-9);
      return [...shares].map(([concept, share]) => [concept, share / most] as const);
    }),
  };
}

/**
 * Brings every concept to the same scale, so that one on which the document is silent but for a stray word does not
 * point at whatever section has that word.
 */
function normalise(masses: readonly Float64Array[]): readonly Float64Array[] {
  const concepts = masses[0]?.length ?? 0;
  for (let concept = 0; concept < concepts; concept++) {
    const values = masses.map((mass) => mass[concept] ?? 0);
    const sorted = values.toSorted((a, b) => b - a);
    const top = ((sorted[0] ?? 0) + (sorted[1] ?? 0) + (sorted[2] ?? 0)) / 3;
    if (top === 0) {
      continue;
    }
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    const treated = (2 * top) / (top + TREATED);
    for (const mass of masses) {
      mass[concept] = treated * Math.max(0, ((mass[concept] ?? 0) - mean / 2) / top) ** SHARPNESS;
    }
  }
  return masses;
}
