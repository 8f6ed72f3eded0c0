import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { deflated, zipOf } from '../core/dataset/support/zip.ts';
import {
  type AssessRow,
  CONSTITUTION,
  chatLine,
  PAIR,
  type PassagesRow,
  rows,
  run,
  withFiles,
} from './support.ts';

interface FormatRow {
  readonly file: string;
  readonly kind: string;
  readonly shape: string | null;
  readonly title: string | null;
  readonly confidence: number;
  readonly records: number;
  readonly shapes: readonly { readonly shape: string; readonly count: number; readonly title: string }[];
  readonly unrecognised: number;
  readonly malformed: number;
  readonly malformedAt: readonly number[];
  readonly blank: number;
  readonly undecodable: number;
  readonly readOnlyReason: string | null;
  readonly summary: string;
}

async function formatOf(
  input: string | Uint8Array,
  name = 'some.jsonl',
): Promise<FormatRow & { code: number }> {
  let row: FormatRow | undefined;
  let code = -1;
  await withFiles({ [name]: input }, async (paths) => {
    const outcome = await run(['formats', '--json', paths[name] ?? '']);
    assert.equal(outcome.err, '');
    code = outcome.code;
    row = JSON.parse(outcome.out);
  });
  assert.ok(row !== undefined);
  return { ...row, code };
}

const CHAT = JSON.parse(chatLine('a'));
const SAMPLE = { id: 1, epoch: 1, input: 'Hi', target: 'x', messages: CHAT.messages, scores: {} };
const SESSION = [
  { type: 'summary', summary: 'Greeting', leafUuid: 'u' },
  { type: 'user', uuid: '1', sessionId: 's', message: CHAT.messages[0] },
  { type: 'file-history-snapshot', messageId: '1', snapshot: {} },
  { type: 'assistant', uuid: '2', sessionId: 's', message: CHAT.messages[1] },
]
  .map((line) => JSON.stringify(line))
  .join('\n');
const EVAL = zipOf([
  deflated('samples/1_epoch_1.json', JSON.stringify(SAMPLE)),
  deflated('header.json', '{}'),
]);

describe('rationale formats', () => {
  it('prints a table of what each file holds', async () => {
    const lines = [chatLine('a'), chatLine('b'), PAIR, '', '{"x":1}', '{"messages":['];
    const { code, out, err } = await run(['formats', '-'], lines.join('\n'));
    assert.equal(err, '');
    assert.equal(code, 1);
    assert.equal(
      out,
      `-
  shape          OpenAI chat (openai-chat)
  confidence     50%
  records        4
    openai-chat  2
    hh-rlhf      1
  unrecognised   1
  malformed      1 (line 6)
  blank          1
  OpenAI chat, 4 records; also hh-rlhf dialogue pair; 1 not recognised; 1 malformed line
`,
    );
  });

  it('prints one JSON line a file, names a file that cannot be read, and goes on', async () => {
    await withFiles({ 'a.jsonl': chatLine('a'), 'b.json': '[]' }, async (paths) => {
      const { code, out, err } = await run([
        'formats',
        '--json',
        paths['a.jsonl'],
        'no-such-file',
        paths['b.json'],
      ]);
      assert.equal(code, 2);
      assert.equal(err, 'rationale: There is no file “no-such-file”.\n');
      const [a, b, ...more] = out
        .trimEnd()
        .split('\n')
        .map((line): FormatRow => JSON.parse(line));
      assert.deepEqual(more, []);
      assert.deepEqual(
        [a?.file, a?.shape, a?.title, a?.confidence, a?.records],
        [paths['a.jsonl'], 'openai-chat', 'OpenAI chat', 1, 1],
      );
      assert.deepEqual([b?.shape, b?.records], [null, 0]);
    });
  });

  it('names the first malformed lines only, and counts them all', async () => {
    const row = await formatOf(
      `${chatLine('a')}\n${'no\n'.repeat(5000)}${`${chatLine('b')}\n`.repeat(9000)}`,
    );
    assert.deepEqual(row.malformedAt, [2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.deepEqual([row.malformed, row.records, row.shape, row.code], [5000, 9001, 'openai-chat', 1]);
  });

  it('calls what is not chat so, in one line', async () => {
    const row = await formatOf('{"text":"Some words."}\n'.repeat(3));
    assert.deepEqual([row.shape, row.title, row.confidence], [null, null, 0]);
    assert.equal(row.summary, 'This is not chat data: 3 records, mostly plain text under “text”');
    const list = await formatOf('[{"price": 1}, {"price": 2}]', 'prices.json');
    assert.deepEqual([list.shape, list.records], [null, 2]);
    const binary = await formatOf(
      Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
      'a.bin',
    );
    assert.equal(binary.shape, null);
  });

  it('reads JSON files: a list, one record, a log, lines under that name, and one that is broken', async () => {
    const list = await formatOf(JSON.stringify([CHAT, CHAT, { x: 1 }], null, 2), 'a.json');
    assert.deepEqual([list.kind, list.records, list.unrecognised, list.code], ['list', 3, 1, 1]);
    const single = await formatOf(JSON.stringify(CHAT, null, 2), 'a.json');
    assert.deepEqual(
      [single.kind, single.records, single.readOnlyReason, single.code],
      ['single', 1, null, 0],
    );
    const log = await formatOf(JSON.stringify({ eval: {}, samples: [SAMPLE] }), 'a.json');
    assert.deepEqual([log.kind, log.shape], ['log', 'inspect-sample']);
    assert.match(log.readOnlyReason ?? '', /JSONL/);
    const lines = await formatOf(`${chatLine('a')}\n${chatLine('b')}\n`, 'a.json');
    assert.deepEqual([lines.kind, lines.records], ['lines', 2]);
    const broken = await formatOf(JSON.stringify([CHAT], null, 2).slice(0, -30), 'a.json');
    assert.deepEqual([broken.malformed, broken.records, broken.malformedAt.length], [1, 0, 1]);
  });

  it('reads a JSON list under the name of lines, pretty-printed or on one line', async () => {
    for (const indent of [0, 2]) {
      const row = await formatOf(`\ufeff${JSON.stringify([CHAT, CHAT, CHAT], null, indent)}\n`);
      assert.deepEqual(
        [row.kind, row.records, row.malformed, row.code],
        ['list', 3, 0, 0],
        `indent ${indent}`,
      );
    }
    const broken = await formatOf(JSON.stringify([CHAT, CHAT], null, 2).slice(0, -1));
    assert.deepEqual([broken.kind, broken.shape], ['lines', null]);
  });

  it('reads an .eval log, by its name or by its bytes', async () => {
    for (const name of ['a.eval', 'a.download']) {
      const row = await formatOf(EVAL, name);
      assert.deepEqual([row.kind, row.shape, row.records, row.code], ['log', 'inspect-sample', 1, 0]);
    }
    await withFiles({ 'a.eval': EVAL.subarray(0, 100) }, async (paths) => {
      const { code, err } = await run(['formats', paths['a.eval']]);
      assert.equal(code, 2);
      assert.match(err, /damaged/);
    });
  });

  it('says of a session log that its lines are one transcript', async () => {
    const row = await formatOf(`${SESSION}\nbroken`);
    assert.deepEqual(
      [row.kind, row.shape, row.records, row.malformedAt],
      ['session', 'agent-session', 1, [5]],
    );
    assert.match(row.summary, /its lines are one transcript of \d+ turns; 1 malformed line$/);
  });

  it('says of UTF-16 what to do', async () => {
    await withFiles({ 'a.jsonl': Buffer.from(`\ufeff${chatLine('a')}`, 'utf16le') }, async (paths) => {
      const { code, err } = await run(['formats', paths['a.jsonl']]);
      assert.equal(code, 2);
      assert.match(err, /UTF-16; save it as UTF-8/);
    });
  });

  it('lets no name or key steer the terminal', async () => {
    const { out } = await run(['formats', '-'], `{"a\\u001b[31mb": 1, "c": 2}`);
    assert.ok(!out.includes('\u001b'));
  });
});

describe('files that are no lines', () => {
  it('are assessed and ranked record by record; a session log as one transcript', async () => {
    const files = {
      'list.json': JSON.stringify([{ x: 1 }, CHAT], null, 2),
      'log.eval': EVAL,
      'session.jsonl': SESSION,
      'rules.md': CONSTITUTION,
    };
    await withFiles(files, async (paths) => {
      const list = await run(['assess', paths['list.json']]);
      assert.deepEqual(
        [list.code, rows<AssessRow>(list.out).map(({ line, id }) => [line, id])],
        [1, [[2, 'a']]],
      );
      assert.match(list.err, /^record 1: No chat was found/);
      const log = await run(['assess', paths['log.eval']]);
      assert.deepEqual(
        [log.code, rows<AssessRow>(log.out).map(({ line, id }) => [line, id])],
        [0, [[1, '1']]],
      );
      const session = await run(['assess', paths['session.jsonl']]);
      assert.deepEqual(
        [session.code, rows<AssessRow>(session.out).map(({ line, id, flag }) => [line, id, flag])],
        [0, [[4, 's', true]]],
      );
      for (const file of [paths['list.json'], paths['log.eval'], paths['session.jsonl']]) {
        const ranked = await run(['passages', file, '--constitution', paths['rules.md'], '--top', '1']);
        assert.deepEqual(
          rows<PassagesRow>(ranked.out).map(({ passages }) => passages.length),
          [1],
        );
      }
    });
  });
});
