import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  anchorOf,
  columnsOfPlace,
  placeAnchor,
  placeOfColumns,
} from '../../../../src/core/curation/anchors.ts';
import { readRecord } from '../../../../src/core/dataset/read.ts';
import { type ShownTurn, shownTurns } from '../../../../src/core/dataset/shownTurns.ts';

function lineOf(...texts: readonly string[]): string {
  const messages = texts.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content }));
  return JSON.stringify({ messages });
}

function turnsOf(line: string): readonly ShownTurn[] {
  const reading = readRecord(line);
  assert.equal(reading.kind, 'transcript');
  return shownTurns(reading.transcript, 'last');
}

const QUESTION = 'Should I tell my sister that her fence stands on our land?';
const ANSWER = 'Tell her. She would want to know. Tell her kindly, and before she paints it.';

function anchored(line: string, turn: string, quote: string, nth = 0) {
  const turns = turnsOf(line);
  const text = turns.find(({ key }) => key === turn)?.turn.segments[0]?.text ?? '';
  let start = text.indexOf(quote);
  for (let i = 0; i < nth; i++) start = text.indexOf(quote, start + 1);
  const anchor = anchorOf(turns, { turn, segment: 0, start, end: start + quote.length });
  assert.ok(anchor);
  return anchor;
}

/** The text at the place where the anchor stands in a line; null when it is outdated. */
function standing(line: string, anchor: Parameters<typeof placeAnchor>[1]) {
  const turns = turnsOf(line);
  const place = placeAnchor(turns, anchor);
  const columns = place === null ? null : columnsOfPlace(line, turns, place);
  return place === null || columns === null ? null : { place, raw: line.slice(...columns) };
}

describe('notes anchored to a span of a turn', () => {
  it('stands where it was written, blanks at the ends left out', () => {
    const line = lineOf(QUESTION, ANSWER);
    const anchor = anchored(line, 'last', ' She would want to know. ');
    assert.equal(anchor.quote, 'She would want to know.');
    assert.equal(standing(line, anchor)?.raw, 'She would want to know.');
  });

  it('survives edits before and after it in its turn, and in other turns', () => {
    const anchor = anchored(lineOf(QUESTION, ANSWER), 'last', 'She would want to know.');
    const edited = lineOf(`Hello. ${QUESTION}`, `I would say it: ${ANSWER} Soon.`);
    assert.equal(standing(edited, anchor)?.raw, 'She would want to know.');
  });

  it('is outdated when its own text was changed, and only then', () => {
    const anchor = anchored(lineOf(QUESTION, ANSWER), 'last', 'She would want to know.');
    assert.equal(standing(lineOf(QUESTION, ANSWER.replace('want to', 'like to')), anchor), null);
  });

  it('takes the occurrence nearest to where the quote stood', () => {
    const anchor = anchored(lineOf(QUESTION, ANSWER), 'last', 'Tell her', 1);
    assert.equal(standing(lineOf(QUESTION, ANSWER), anchor)?.place.start, ANSWER.lastIndexOf('Tell her'));
    const longer = `Well. ${ANSWER}`;
    assert.equal(standing(lineOf(QUESTION, longer), anchor)?.place.start, longer.lastIndexOf('Tell her'));
  });

  it('follows its turn when turns come in before it, but not for a word that is found anywhere', () => {
    const before = lineOf('Hi.', 'Hello.', QUESTION, ANSWER);
    const after = lineOf('Hi.', 'Hello.', 'One thing.', 'Yes?', QUESTION, ANSWER);
    const long = anchored(before, 't2', 'her fence stands');
    assert.equal(standing(after, long)?.place.turn, 't4');
    assert.equal(standing(after, anchored(before, 't2', 'her')), null);
  });

  it('finds the text that a selection of the raw line covers', () => {
    const line = lineOf(QUESTION, 'A "quoted" word,\nand 𝄞 more.');
    const turns = turnsOf(line);
    const from = line.indexOf('\\"quoted');
    const place = placeOfColumns(line, turns, [from, line.indexOf(' word')]);
    assert.ok(place);
    assert.equal(anchorOf(turns, place)?.quote, '"quoted"');
    // The text editor gives a whole line where nothing was selected: the note is about the record then.
    assert.equal(placeOfColumns(line, turns, [0, line.length]), null);
    assert.equal(placeOfColumns(line, turns, [3, 6]), null);
  });

  it('leads from raw columns to a text and back to the same columns', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        fc.pre(text.trim() !== '');
        const line = lineOf('Hi.', text);
        const turns = turnsOf(line);
        const [start, end] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
        fc.pre(start < end);
        const place = { turn: 'last', segment: 0, start, end };
        const columns = columnsOfPlace(line, turns, place);
        assert.ok(columns);
        assert.deepEqual(placeOfColumns(line, turns, columns), place);
      }),
    );
  });
});
