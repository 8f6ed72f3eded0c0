import { stemmer } from 'stemmer';
import type { Concept } from './conceptFile.ts';

interface CompiledCue {
  readonly concept: number;
  readonly cue: number;
  readonly rest: readonly string[];
}
export interface CueHit {
  readonly concept: number;
  /** Number of the cue among all cues of the matcher. */
  readonly cue: number;
  readonly count: number;
}
const stems = new Map<string, string>();
export function stemsOf(text: string): string[] {
  const out: string[] = [];
  for (const [word] of text.toLowerCase().replace(/[’']/g, "'").matchAll(/@?[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu)) {
    for (const part of word.split('-')) {
      const plain = part.replace(/'s$/, '').replace(/'/g, '');
      let stem = stems.get(plain);
      if (stem === undefined) {
        if (stems.size > 50_000) stems.clear();
        stem = plain.startsWith('@') ? plain : stemmer(plain);
        stems.set(plain, stem);
      }
      out.push(stem);
    }
  }
  return out;
}
export class CueMatcher {
  readonly cues: { concept: number; words: number; shared: number; text: string }[] = [];
  private readonly byFirst = new Map<string, CompiledCue[]>();
  readonly facts: { fact: string; cue: number; concept: number }[] = [];
  constructor(lists: readonly (readonly string[])[]) {
    const seen = new Map<string, number>();
    const per: string[][] = lists.map((l) => [...new Set(l.map((c) => (c.startsWith('@') ? c : stemsOf(c).join(' '))))]);
    for (const l of per) for (const c of l) seen.set(c, (seen.get(c) ?? 0) + 1);
    per.forEach((list, concept) => {
      for (const text of list) {
        const cue = this.cues.length;
        const parts = text.split(' ');
        this.cues.push({ concept, words: parts.length, shared: seen.get(text) ?? 1, text });
        if (text.startsWith('@')) { this.facts.push({ fact: text, cue, concept }); continue; }
        const [first, ...rest] = parts;
        if (!first) continue;
        const at = this.byFirst.get(first) ?? [];
        at.push({ concept, cue, rest });
        this.byFirst.set(first, at);
      }
    });
  }
  match(text: readonly string[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (let i = 0; i < text.length; i++) {
      for (const c of this.byFirst.get(text[i] ?? '') ?? []) {
        if (c.rest.every((r, k) => text[i + 1 + k] === r)) counts.set(c.cue, (counts.get(c.cue) ?? 0) + 1);
      }
    }
    return counts;
  }
}
