import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { locateString, originSpan } from '../../../../src/core/dataset/locate.ts';
import type { JsonPath } from '../../../../src/core/dataset/transcript.ts';
import { countSteps } from './support/steps.ts';

function rawAt(line: string, path: JsonPath): string | null {
  const span = locateString(line, path);
  return span === null ? null : line.slice(span.start, span.end);
}

describe('locateString', () => {
  it('finds the inside of a literal, whatever stands around it', () => {
    const line = String.raw` { "x" : [1, {"y":"no"}, "]}\"" ], "a" : [ "0" , { "b\u0063" : "in\\\"side" } ] , "z":null }`;
    assert.equal(rawAt(line, ['a', 1, 'bc']), String.raw`in\\\"side`);
    assert.equal(rawAt(line, ['a', 0]), '0');
    assert.equal(rawAt(line, ['x', 2]), String.raw`]}\"`);
    assert.equal(rawAt('"top"', []), 'top');
    assert.equal(rawAt('\ufeff{"a":""}', ['a']), '');
  });

  it('finds nothing where no string is', () => {
    for (const path of [['a'], ['b'], ['c', 0], ['c', 'd'], ['c', 1], ['c'], [0], []] as JsonPath[]) {
      assert.equal(locateString('{"a":1,"c":[{"d":2}],"e":"f"}', path), null);
    }
  });

  it('takes the last of duplicate keys, at any level, as JSON.parse does', () => {
    assert.equal(rawAt('{"a":"1","a":"2"}', ['a']), '2');
    assert.equal(rawAt('{"a":{"b":"1"},"a":{"b":"2","b":"3"}}', ['a', 'b']), '3');
    assert.equal(rawAt('{"a":{"b":"1"},"a":{"c":"2"}}', ['a', 'b']), null);
    assert.equal(rawAt('{"a":["1"],"a":7}', ['a', 0]), null);
    assert.equal(rawAt('{"__proto__":"p"}', ['__proto__']), 'p');
  });

  it('agrees with JSON.parse on every string of any value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.nat(2), (json, indent) => {
        const line = JSON.stringify(JSON.parse(json), null, indent);
        for (const [path, text] of stringsOf(JSON.parse(line), [])) {
          const span = locateString(line, path);
          assert.ok(span !== null);
          assert.equal(JSON.parse(`"${line.slice(span.start, span.end)}"`), text);
        }
      }),
    );
  });

  it('neither throws nor hangs on text that is not JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:\\a1 ') }), (text) => {
        locateString(text, ['a', 0]);
        locateString(text, [0, 'a']);
      }),
    );
  });

  it('needs no deep stack, for nesting beside the path or along it', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.equal(rawAt(`{"x":${deep},"a":"found"}`, ['a']), 'found');
    const path = new Array<number>(100_000).fill(0);
    assert.equal(rawAt(`${'['.repeat(100_000)}"found"${']'.repeat(100_000)}`, path), 'found');
  });

  it('reads each unit of a line about once, a 20 MB line too', () => {
    const lineOf = (units: number) =>
      `{"messages":[{"role":"user","content":"${'x\\"\\\\'.repeat(units / 5)}"},{"content":"end"}]}`;
    const path: JsonPath = ['messages', 1, 'content'];
    const small = countSteps(() => rawAt(lineOf(20_000), path));
    const large = countSteps(() => rawAt(lineOf(20_000_000), path));
    assert.equal(large.result, 'end');
    assert.ok(large.steps < small.steps * 1_100, `${small.steps} → ${large.steps}`);
    const slashes = (units: number) => `{"a":"${'\\\\'.repeat(units / 2)}","b":"end"}`;
    const few = countSteps(() => rawAt(slashes(20_000), ['b']));
    const many = countSteps(() => rawAt(slashes(2_000_000), ['b']));
    assert.equal(many.result, 'end');
    assert.ok(many.steps < few.steps * 110, `${few.steps} → ${many.steps}`);
  });
});

describe('originSpan', () => {
  it('maps each unit across escapes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isAscii) => {
        let raw = JSON.stringify(text).slice(1, -1);
        if (isAscii) {
          raw = raw.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
        }
        const line = `{"a":"${raw}"}`;
        for (let i = 0; i <= text.length; i += 1) {
          const span = originSpan(line, { path: ['a'], start: i, end: text.length });
          assert.ok(span);
          assert.equal(JSON.parse(`"${line.slice(6, span.start)}"`), text.slice(0, i));
          assert.equal(JSON.parse(`"${line.slice(span.start, span.end)}"`), text.slice(i));
        }
      }),
    );
  });

  it('is null where the literal is shorter than the origin', () => {
    assert.deepEqual(originSpan('{"a":"\\n1"}', { path: ['a'], start: 1, end: 2 }), { start: 8, end: 9 });
    assert.equal(originSpan('{"a":"\\n1"}', { path: ['a'], start: 1, end: 3 }), null);
    assert.equal(originSpan('{"a":"\\n1"}', { path: ['a'], start: 3, end: 3 }), null);
    assert.equal(originSpan('{"a":1}', { path: ['a'], start: 0, end: 0 }), null);
  });
});

function stringsOf(value: unknown, path: JsonPath): [JsonPath, string][] {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, i) => stringsOf(item, [...path, i]));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => stringsOf(item, [...path, key]))
    : [];
}
