import {
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import * as z from 'zod';
import { FINDING_CODES } from '../assess/assessment.ts';
import { once } from '../once.ts';
import type { Concept } from './conceptFile.ts';
import { SITUATION_FACTS } from './situation.ts';
import { stemsOf } from './words.ts';

/** A fault of a concept file, with its place: line and column from 1. */
export interface ConceptProblem {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Enough for any curator, and few enough that a ranking stays within its budget. */
const MOST_CONCEPTS = 200;
const MOST_CUES = 500;
const FACTS: ReadonlySet<string> = new Set([...SITUATION_FACTS, ...FINDING_CODES]);

const conceptFile = once(() => {
  const passageCue = z
    .string()
    .max(100)
    .refine(
      (text) => !text.includes('@'),
      'A cue of this list is words; only a situation and a response have @facts.',
    )
    .refine((text) => stemsOf(text).length > 0, 'This cue holds no word.');
  const cue = z
    .string()
    .max(100)
    .refine((text) => !text.startsWith('@') || FACTS.has(text.slice(1).split('*')[0]?.trim() ?? ''), {
      error: ({ input }) =>
        `“${String(input)}” is no fact. Facts are ${[...FACTS].map((fact) => `@${fact}`).join(', ')}.`,
    })
    .refine((text) => text.startsWith('@') || stemsOf(text).length > 0, 'This cue holds no word.')
    .refine(
      (text) => !text.includes('*') || /\*(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim()),
      'After “*” stands a number, as in “@dilemma*2”.',
    );
  const concept = z.strictObject({
    situation: z.array(cue).max(MOST_CUES).default([]),
    response: z.array(cue).max(MOST_CUES).default([]),
    passage: z.array(passageCue).max(MOST_CUES).default([]),
    examples: z.array(z.string().min(1).max(1000)).max(MOST_CUES).default([]),
    near: z.array(z.string().min(1)).max(20).default([]),
  });
  return z.strictObject({
    $schema: z.string().optional(),
    concepts: z
      .record(z.string().trim().min(1).max(100), concept)
      .refine(
        (concepts) => Object.keys(concepts).length <= MOST_CONCEPTS,
        `At most ${MOST_CONCEPTS} concepts.`,
      ),
  });
});

/**
 * Reads a curator's own concepts, JSON with comments (see docs/passages.md). All or nothing: where there is a problem,
 * `concepts` is empty, so that a half-read file does not pass for a whole one.
 * @param builtIn what `near` may name besides the file's own concepts
 */
export function readConceptFile(
  text: string,
  builtIn: readonly Concept[],
): { readonly concepts: readonly Concept[]; readonly problems: readonly ConceptProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (tree === undefined || error !== undefined) {
    const what = error === undefined ? 'It is empty' : wordsOfCode(printParseErrorCode(error.error));
    return failed([{ message: `This is not JSON: ${what}.`, ...placeAt(text, error?.offset ?? 0) }]);
  }
  const read = conceptFile().safeParse(getNodeValue(tree));
  if (!read.success) {
    return failed(
      read.error.issues.map(({ path, message, ...issue }) => {
        const unknown =
          issue.code === 'unrecognized_keys' ? (issue as { keys?: readonly string[] }).keys : undefined;
        const at = [
          ...path.map((step) => (typeof step === 'number' ? step : String(step))),
          ...(unknown?.slice(0, 1) ?? []),
        ];
        return { message: `${naming(path)}${message}`, ...placeAt(text, nodeAt(tree, at).offset) };
      }),
    );
  }
  const concepts = Object.entries(read.data.concepts).map(([name, lists]) => ({
    name: name.trim(),
    situation: lists.situation.map(lowerCase),
    response: lists.response.map(lowerCase),
    passage: lists.passage.map(lowerCase),
    examples: lists.examples,
    near: lists.near,
  }));
  const names = new Set([...builtIn, ...concepts].map(({ name }) => name));
  const strangers = Object.entries(read.data.concepts).flatMap(([name, { near }]) =>
    near.flatMap((other, at) =>
      names.has(other)
        ? []
        : [
            {
              message: `“${name}”, near: there is no concept “${other}”.`,
              ...placeAt(text, nodeAt(tree, ['concepts', name, 'near', at]).offset),
            },
          ],
    ),
  );
  return strangers.length > 0 ? failed(strangers) : { concepts, problems: [] };
}

/** The concepts with a curator's own put after them; one named again is added to. */
export function extendConcepts(concepts: readonly Concept[], own: readonly Concept[]): readonly Concept[] {
  const additions = new Map(own.map((added) => [added.name, added]));
  const extended = concepts.map((known): Concept => {
    const added = additions.get(known.name);
    additions.delete(known.name);
    return added === undefined
      ? known
      : {
          name: known.name,
          situation: [...known.situation, ...added.situation],
          response: [...known.response, ...added.response],
          passage: [...known.passage, ...added.passage],
          examples: [...known.examples, ...added.examples],
          near: [...new Set([...known.near, ...added.near])],
        };
  });
  return [...extended, ...additions.values()];
}

/** A concept file to begin with: one concept to change, and in notes what can be named. */
export function starterConceptFile(builtIn: readonly Concept[]): string {
  const notes = (lines: readonly string[]) => lines.map((line) => `    // ${line}`).join('\n');
  const wrapped = (words: readonly string[]) => {
    const lines: string[] = [''];
    for (const word of words) {
      const last = lines.at(-1) ?? '';
      if (last.length + word.length > 100) {
        lines.push(word);
      } else {
        lines[lines.length - 1] = last === '' ? word : `${last}, ${word}`;
      }
    }
    return lines;
  };
  return `{
  "concepts": {
${notes([
  'A concept ties what transcripts say to what a constitution says. One that comes with Rationale is added to',
  'by its name; any other name makes a new one. Words match in every inflection, and a longer cue counts more.',
  'A cue that starts with @ is a fact about the transcript; *2 after it makes it count twice.',
])}
    "animals in our care": {
      // What a request or a system prompt says when this is at stake.
      "situation": ["my dog", "horse", "livestock", "vet bill", "put him down"],
      // What a response says then.
      "response": ["suffering", "the animal"],
      // What the constitution says about it.
      "passage": ["animal", "creature", "cruelty", "sentient being"],
      // Short requests of this kind. One with a system prompt is written "S: … U: …".
      "examples": ["My mare is lame and the vet is expensive, what now?"],
      // Concepts that a share of this one's strength passes to.
      "near": ["moral questions"]
    }
${notes(['', 'The concepts that come with Rationale:', ...wrapped(builtIn.map(({ name }) => name)), '', 'Facts:', ...wrapped([...FACTS].map((fact) => `@${fact}`))])}
  }
}
`.replace(/[ \t]+$/gm, '');
}

function failed(problems: readonly ConceptProblem[]) {
  return { concepts: [], problems };
}

function lowerCase(cueText: string): string {
  return cueText.trim().toLowerCase();
}

/** “concept”, list: the part of a problem that says where, in words. */
function naming(path: readonly PropertyKey[]): string {
  const [, name, list] = path;
  if (name === undefined) return '';
  return `“${String(name)}”${list === undefined ? '' : `, ${String(list)}`}: `;
}

/** The node of a path, or of the part of it that there is. */
function nodeAt(tree: Node, path: readonly (string | number)[]): Node {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return node;
  }
  return tree;
}

function placeAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** `CommaExpected` as “comma expected”. */
function wordsOfCode(code: string): string {
  return code.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
