import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { describe, it } from 'mocha';
import { type AssessRow, chatLine, rows, run, withFiles } from './support.ts';

/** The lines that were assessed, by number and id. */
const assessed = (out: string) => rows<AssessRow>(out).map(({ line, id }) => [line, id]);

describe('what the command line reads', () => {
  it('reads a file as it reads standard input', async () => {
    const input = `${chatLine('a')}\nnot json\n${chatLine('b')}\n`;
    await withFiles({ 'cases.jsonl': input }, async (paths) => {
      assert.deepEqual(await run(['assess', paths['cases.jsonl']]), await run(['assess', '-'], input));
    });
  });

  it('names malformed and unrecognised lines by number on standard error, reads the rest, and exits with 1', async () => {
    const lines = [
      '{"messages":[',
      chatLine('a'),
      '"text"',
      '42',
      '[]',
      'null',
      '',
      chatLine('b'),
      '{"x":1}',
    ];
    const { code, out, err } = await run(['assess', '-'], lines.join('\n'));
    assert.equal(code, 1);
    assert.deepEqual(assessed(out), [
      [2, 'a'],
      [8, 'b'],
    ]);
    const named = err.trimEnd().split('\n');
    assert.deepEqual(
      named.map((line) => /^line (\d+)(?:, column \d+)?: \S/.exec(line)?.[1]),
      ['1', '3', '4', '5', '6', '9'],
    );
    assert.match(named[0] ?? '', /column 14: /);
  });

  it('lists the first problems only, then says how many there were', async () => {
    const { code, err } = await run(['assess', '-'], 'no\n'.repeat(1000));
    assert.equal(code, 1);
    const named = err.trimEnd().split('\n');
    assert.equal(named.length, 21);
    assert.match(named.at(-1) ?? '', /\b1000 lines\b/);
  });

  it('reads CRLF, a byte order mark, blank lines and a missing final newline', async () => {
    const input = `\ufeff${chatLine('a')}\r\n\r\n   \r\n${chatLine('b')}`;
    const { code, out, err } = await run(['assess', '-'], input);
    assert.equal(err, '');
    assert.equal(code, 0);
    assert.deepEqual(assessed(out), [
      [1, 'a'],
      [4, 'b'],
    ]);
  });

  it('does not split a line at U+2028, U+0085 or a form feed inside a text', async () => {
    const { code, out } = await run(['assess', '-'], chatLine('a', 'One\u2028two\u0085three\ffour.'));
    assert.equal(code, 0);
    assert.deepEqual(assessed(out), [[1, 'a']]);
  });

  it('finds nothing in an empty input or one of blank lines, and nothing wrong', async () => {
    for (const input of ['', '\n', '\r\n\r\n', '\ufeff', '  \n\t\n'])
      assert.deepEqual(await run(['assess', '-'], input), { code: 0, out: '', err: '' });
  });

  it('reads around bytes that are no UTF-8 and says on which line they are', async () => {
    const [before = '', after = ''] = chatLine('b', 'I can’t @ help.').split('@');
    const input = Buffer.concat([
      Buffer.from(`${chatLine('a')}\n${before}`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(`${after}\n`),
      Buffer.from([0xfe, 0x0a]),
    ]);
    const { code, out, err } = await run(['assess', '-'], input);
    assert.equal(code, 1);
    assert.deepEqual(assessed(out), [
      [1, 'a'],
      [2, 'b'],
    ]);
    const named = err.trimEnd().split('\n');
    assert.equal(named.length, 2);
    assert.match(named[0] ?? '', /^line 2: .*UTF-8/);
    assert.match(named[1] ?? '', /^line 3, column 1: .*UTF-8/);
  });

  it('survives hostile records: __proto__, duplicate keys, big integers, lone surrogates', async () => {
    const messages =
      '[{"role":"user","content":"Hi \\ud800"},{"role":"assistant","content":"\\udfff Hello"}]';
    const input = `{"__proto__":{"id":"evil"},"id":"x","id":"y","n":12345678901234567890123,"messages":${messages}}`;
    const { code, out } = await run(['assess', '-'], input);
    assert.equal(code, 0);
    assert.deepEqual(assessed(out), [[1, 'y']]);
  });

  it('cannot run on a file that is missing, a folder or unreadable, and says which', async () => {
    const missing = await run(['assess', 'no-such-file.jsonl']);
    assert.deepEqual(missing, {
      code: 2,
      out: '',
      err: 'rationale: There is no file “no-such-file.jsonl”.\n',
    });
    const folder = await run(['assess', tmpdir()]);
    assert.equal(folder.code, 2);
    assert.match(folder.err, /^rationale: .*is a folder/);
    await withFiles({ 'cases.jsonl': '' }, async (paths) => {
      const through = await run(['assess', `${paths['cases.jsonl']}/inside`]);
      assert.equal(through.code, 2);
      assert.match(through.err, /^rationale: .*could not be read/);
    });
  });

  it('says what was wrong with the usage and exits with 2', async () => {
    const cases: [string[], RegExp][] = [
      [[], /Usage: rationale/],
      [['bogus'], /unknown command 'bogus'/],
      [['assess'], /missing required argument 'file'/],
      [['assess', '-', '--bogus'], /unknown option '--bogus'/],
      [['assess', 'a', 'b'], /too many arguments/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await run(args);
      assert.equal(code, 2, args.join(' '));
      assert.equal(out, '');
      assert.match(err, message);
    }
  });
});

describe('rationale --help', () => {
  it('goes to standard output, exits with 0 and says what a reader needs', async () => {
    const { code, out, err } = await run(['--help']);
    assert.equal(code, 0);
    assert.equal(err, '');
    for (const said of ['assess', 'passages', 'Exit codes', 'Examples', 'hh-rlhf', 'No command writes'])
      assert.ok(out.includes(said), said);
  });

  it('tells of each command every field that it prints', async () => {
    const fields = {
      assess: [...'line id response stakes holder reasoning conduct flag findings'.split(' '), 'notAssessed'],
      passages: 'line id passages section heading score'.split(' '),
    };
    for (const [command, names] of Object.entries(fields)) {
      const { code, out } = await run([command, '--help']);
      assert.equal(code, 0);
      for (const name of [...names, 'standard input', 'Exit codes', 'Example', '--constitution'])
        assert.ok(out.includes(name), `${command}: ${name}`);
    }
  });
});
