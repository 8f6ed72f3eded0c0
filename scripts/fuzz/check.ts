import assert from 'node:assert/strict';
import { assessTranscript } from '../../src/core/assess/rubric.ts';
import { decodeLine } from '../../src/core/dataset/decode.ts';
import { editTarget } from '../../src/core/dataset/editTarget.ts';
import { FormatTally } from '../../src/core/dataset/formats.ts';
import { readJsonFile } from '../../src/core/dataset/jsonFile.ts';
import { layoutOf } from '../../src/core/dataset/layout.ts';
import { LineIndex } from '../../src/core/dataset/lineIndex.ts';
import { locateValue } from '../../src/core/dataset/locate.ts';
import { readRecord, readValue } from '../../src/core/dataset/read.ts';
import type { RecordReading } from '../../src/core/dataset/record.ts';
import { responseText } from '../../src/core/dataset/responseText.ts';
import { readSession } from '../../src/core/dataset/shapes/agentSession.ts';
import { SHAPES } from '../../src/core/dataset/shapes/table.ts';
import { applyEdits, spliceText } from '../../src/core/dataset/splice.ts';
import type { Transcript } from '../../src/core/dataset/transcript.ts';

/** What a record may be shown as is bounded by what it holds: rendering JSON indents it, and a preference shows its chat twice. */
const MOST_GROWTH = 200;
const HARD = 'new "text" \\ \u0000\u2028🙂\ud800';

/**
 * Takes bytes the whole way that a dataset goes.
 * @throws whatever is wrong: an exception of the program, or an assertion about what it gave.
 */
export function checkBytes(bytes: Uint8Array): void {
  const lines = linesOf(bytes);
  const tally = new FormatTally();
  const values: unknown[] = [];
  for (const line of lines) {
    const reading = readRecord(line);
    const value = reading.kind === 'malformed' || reading.kind === 'blank' ? undefined : parse(line);
    tally.add(reading, value);
    values.push(value);
    checkReading(line, reading);
    checkShapes(value);
  }
  assert.ok(tally.result().summary.length < 1000, 'a long summary');
  layoutOf({ name: 'a', lines, isAll: true });
  const session = readSession(values);
  if (session !== null) {
    checkSize(session, bytes.length + values.length * 50);
    assessTranscript(session);
  }
  checkFile(decodeLine(bytes).text);
}

/** The lines by the index, which must be what splitting the bytes gives. */
function linesOf(bytes: Uint8Array): string[] {
  const index = new LineIndex();
  const cut = Math.floor(bytes.length / 3);
  index.add(bytes.subarray(0, cut));
  index.add(bytes.subarray(cut));
  index.finish();
  const lines = Array.from({ length: index.count }, (_, i) =>
    decodeLine(bytes.subarray(index.start(i), index.end(i))),
  );
  const newlines = bytes.filter((byte) => byte === 10).length;
  const afterMark = bytes.length - (index.bom ? 3 : 0);
  assert.equal(lines.length, newlines + (bytes.at(-1) === 10 || afterMark === 0 ? 0 : 1), 'lines');
  return lines.map(({ text }) => text);
}

function checkReading(line: string, reading: RecordReading): void {
  if (reading.kind === 'blank') {
    return;
  }
  if (reading.kind !== 'transcript') {
    const { message, offset } = reading.problem;
    assert.ok(offset >= 0 && offset <= line.length, 'offset of a problem');
    assert.ok(message.length < 500, 'a long message');
    return;
  }
  const { transcript } = reading;
  checkSize(transcript, line.length);
  for (const response of transcript.responses) {
    responseText(response);
    const target = editTarget(response);
    if (target !== null) {
      checkEdit(line, target);
    }
  }
  for (const assessment of assessTranscript(transcript)) {
    const response = transcript.responses.find(({ id }) => id === assessment.response);
    const { length } = response === undefined ? '' : responseText(response).text;
    for (const { span, message } of assessment.findings) {
      assert.ok(span[0] >= 0 && span[0] <= span[1] && span[1] <= length, `span ${span} of ${length}`);
      assert.ok(message.length < 1000, 'a long finding');
    }
  }
}

function checkEdit(line: string, target: Parameters<typeof spliceText>[1]): void {
  const edit = spliceText(line, target, HARD);
  assert.ok(edit !== null, 'an edit that is stale at once');
  const after = applyEdits(line, [edit]);
  const { path, start, end } = target.origin;
  const span = locateValue(after, path);
  const before = locateValue(line, path);
  assert.ok(span !== null && before !== null, 'a place that is gone');
  const old = String(parse(line.slice(before.start, before.end)));
  assert.equal(parse(after.slice(span.start, span.end)), old.slice(0, start) + HARD + old.slice(end));
  assert.equal(line.slice(0, edit.start), after.slice(0, edit.start));
  assert.equal(line.slice(edit.end), after.slice(edit.start + edit.text.length));
}

/** Every shape takes every value, also when a person says so. */
function checkShapes(value: unknown): void {
  for (const shape of SHAPES) {
    const score = shape.recognise(value);
    assert.ok(score >= 0 && score <= 1, `${shape.name} is ${score} sure`);
    shape.read(value);
    for (const variant of shape.variants?.(value) ?? []) {
      variant.read();
    }
  }
  readValue(value);
}

function checkFile(text: string): void {
  const file = readJsonFile(text);
  if (file === null || 'message' in file) {
    return;
  }
  for (const { start, end } of file.records) {
    assert.ok(start >= 0 && start <= end && end <= text.length, 'a record out of the file');
    assert.notEqual(readRecord(text.slice(start, end)).kind, 'malformed', 'a record that is no JSON');
  }
}

function checkSize(transcript: Transcript, length: number): void {
  const size = [...transcript.system, ...transcript.turns.flatMap(({ segments }) => segments)].reduce(
    (sum, { text }) => sum + text.length,
    0,
  );
  assert.ok(size <= (length + 100) * MOST_GROWTH, `${size} units shown of ${length}`);
}

function parse(text: string): unknown {
  return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
}
