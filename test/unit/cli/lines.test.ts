import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { inputBytes } from '../../../src/cli/bytes.ts';
import { type InputLine, linesOf } from '../../../src/cli/lines.ts';

async function* stream(chunks: Iterable<string | Uint8Array>): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function collect(lines: AsyncIterable<InputLine>): Promise<InputLine[]> {
  const all: InputLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe('linesOf', () => {
  it('asks for the next chunk only when every line of the last has been taken', async () => {
    let given = 0;
    async function* counted(): AsyncGenerator<Uint8Array> {
      for (; given < 50_000; ) {
        given++;
        yield Buffer.from(`one ${given}\ntwo ${given}\nand a ha`);
        yield Buffer.from(`lf ${given}\n`);
      }
    }
    let taken = 0;
    for await (const { number, text } of linesOf(counted())) {
      taken++;
      assert.equal(number, taken);
      // Three lines come of each pair of chunks; nothing is read ahead of them.
      assert.equal(given, Math.ceil(taken / 3));
      assert.equal(text.endsWith(` ${given}`), true);
    }
    assert.equal(taken, 150_000);
  });

  it('stops reading when its reader stops', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('line\n');
      } finally {
        ended = true;
      }
    }
    for await (const { number } of linesOf(endless())) if (number === 3) break;
    assert.equal(ended, true);
  });

  it('gives the same lines however the bytes are cut', async () => {
    const unit = fc.constantFrom('a', '\n', '\r', '\r\n', 'é', '🙂', '\u2028', ' ');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 40 }), fc.array(fc.nat(60)), async (text, cuts) => {
        const bytes = Buffer.from(text);
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        const chunks = at.slice(1).map((end, i) => bytes.subarray(at[i], end));
        const expected = text.split('\n');
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          await collect(linesOf(stream(chunks))),
          expected.map((line, i) => ({ number: i + 1, text: line.replace(/\r$/, ''), problem: null })),
        );
      }),
    );
  });

  it('joins a line that comes in many chunks', async () => {
    const pieces = Array.from({ length: 5000 }, (_, i) => `${i},`);
    const [line, ...others] = await collect(linesOf(stream([...pieces, '\n'])));
    assert.equal(line?.text, pieces.join(''));
    assert.deepEqual(others, []);
  });

  it('passes over a line that is too long, says so, and reads the next', async () => {
    const lines = await collect(
      linesOf(stream(['short\n', 'x'.repeat(60), 'y'.repeat(60), '\nnext\n', 'z'.repeat(101)]), 100),
    );
    assert.deepEqual(
      lines.map(({ number, text, problem }) => [number, text, problem === null]),
      [
        [1, 'short', true],
        [2, '', false],
        [3, 'next', true],
        [4, '', false],
      ],
    );
    assert.match(lines[1]?.problem ?? '', /longer than 100 bytes/);
  });

  it('reads a line of exactly the longest length', async () => {
    assert.deepEqual(await collect(linesOf(stream(['x'.repeat(50), `${'x'.repeat(50)}\n`]), 100)), [
      { number: 1, text: 'x'.repeat(100), problem: null },
    ]);
  });
});

describe('inputBytes', () => {
  it('passes an error of the program on as it is, and names the input in one of the system', async () => {
    const failing = (error: Error) =>
      Readable.from(
        (async function* () {
          yield Buffer.from('a\n');
          throw error;
        })(),
      );
    const bug = new TypeError('a mistake of ours');
    await assert.rejects(collect(linesOf(inputBytes('-', failing(bug)))), bug);
    const broken = Object.assign(new Error('EIO: i/o error, read'), { syscall: 'read' });
    await assert.rejects(collect(linesOf(inputBytes('-', failing(broken)))), {
      name: 'UserError',
      message: 'Standard input could not be read: EIO: i/o error, read.',
    });
  });
});
