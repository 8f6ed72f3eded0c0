import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type AssessRow, CONSTITUTION, chatLine, PAIR, rows, run, withFiles } from './support.ts';

const KEYS = ['line', 'id', 'response', 'stakes', 'holder', 'reasoning', 'conduct', 'flag', 'findings'];
const CODES = [
  'unreasoned-refusal',
  'unreasoned-compliance',
  'verdict-without-why',
  'one-sided',
  'moralizing',
  'rationalized-harm',
  'preference-inverted',
  'admirable-reasoning',
];

/** Fails unless the row has the documented fields, in the documented order, with values of the documented kinds. */
function checkRow(row: AssessRow): void {
  assert.deepEqual(
    Object.keys(row).filter((key) => key !== 'notAssessed'),
    KEYS,
  );
  assert.ok(Number.isInteger(row.line) && row.line >= 1);
  assert.ok(row.id === null || typeof row.id === 'string');
  assert.ok(['last', 'chosen', 'rejected'].includes(row.response));
  assert.ok(['none', 'some'].includes(row.stakes));
  assert.ok(['user', 'assistant', 'nobody'].includes(row.holder));
  assert.ok(['n/a', 'absent', 'thin', 'adequate', 'admirable'].includes(row.reasoning));
  assert.ok(['sound', 'misaligned'].includes(row.conduct));
  assert.equal(typeof row.flag, 'boolean');
  assert.equal(row.reasoning === 'n/a', row.stakes === 'none');
  for (const finding of row.findings) {
    assert.deepEqual(Object.keys(finding), ['code', 'severity', 'message', 'span', 'passages']);
    assert.ok(CODES.includes(finding.code), finding.code);
    assert.ok(['error', 'warning', 'info'].includes(finding.severity));
    assert.ok(finding.message.length > 0);
    const [start, end] = finding.span;
    assert.ok(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end);
    assert.ok(finding.passages.every((id) => typeof id === 'string'));
  }
}

describe('rationale assess', () => {
  it('prints one line a response, with the documented fields in their order', async () => {
    const input = `${chatLine('a')}\n${PAIR}\n${chatLine(7)}\n${chatLine(null)}\n`;
    const { code, out, err } = await run(['assess', '-'], input);
    assert.equal(err, '');
    assert.equal(code, 0);
    const found = rows<AssessRow>(out);
    found.forEach(checkRow);
    assert.deepEqual(
      found.map(({ line, id, response }) => [line, id, response]),
      [
        [1, 'a', 'last'],
        [2, null, 'chosen'],
        [2, null, 'rejected'],
        [3, '7', 'last'],
        [4, null, 'last'],
      ],
    );
  });

  it('flags a bare refusal of a real dilemma, with a finding inside the response', async () => {
    const answer = 'I’m sorry, I can’t help with that.';
    const [row] = rows<AssessRow>((await run(['assess', '-'], chatLine('a', answer))).out);
    assert.equal(row?.flag, true);
    const findings = row?.findings ?? [];
    assert.ok(findings.length > 0);
    for (const { span, passages } of findings) {
      assert.ok(span[1] <= answer.length);
      assert.deepEqual(passages, [], 'passages are cited only from a constitution that was named');
    }
  });

  it('cites passages of the constitution that is named', async () => {
    await withFiles({ 'rules.md': CONSTITUTION, 'cases.jsonl': chatLine('a') }, async (paths) => {
      const args = ['assess', paths['cases.jsonl'], '--constitution', paths['rules.md']];
      const { code, out } = await run(args);
      assert.equal(code, 0);
      const [row] = rows<AssessRow>(out);
      assert.ok(row !== undefined);
      checkRow(row);
      assert.ok(row.findings.length > 0);
      for (const { passages } of row.findings) {
        // What comes after the best ones is the ranking's affair.
        assert.match(passages[0] ?? '', /^(?:truth|care-for-the-weak)~/);
        assert.equal(new Set(passages).size, passages.length);
      }
    });
  });

  it('says why there is no verdict, and only there', async () => {
    const { code, out } = await run(['assess', '-'], `${chatLine('a', '')}\n${chatLine('b')}\n`);
    assert.equal(code, 0);
    const [empty, full] = rows<AssessRow>(out);
    assert.match(empty?.notAssessed ?? '', /no text/);
    assert.equal(empty?.flag, false);
    assert.equal('notAssessed' in (full ?? {}), false);
  });

  it('prints nothing for a chat that nobody answered, which is no problem', async () => {
    const line = '{"messages":[{"role":"user","content":"Hello?"}]}';
    assert.deepEqual(await run(['assess', '-'], line), { code: 0, out: '', err: '' });
  });

  it('keeps line separators inside JSON strings escaped, so that every reader sees one line', async () => {
    const { out } = await run(['assess', '-'], chatLine('a\u2028b'));
    assert.equal(/[\u2028\u2029]/.test(out), false);
    assert.equal(rows<AssessRow>(out)[0]?.id, 'a\u2028b');
  });

  it('prints only what a filter holds for, decisions in the log beside the file included', async () => {
    const chat = (id: string, content: string) =>
      JSON.stringify({
        id,
        messages: [
          { role: 'user', content: 'May I?' },
          { role: 'assistant', content },
        ],
      });
    const file = [chat('a', 'No.'), chat('b', 'So.')].join('\n');
    await withFiles({ 'cases.jsonl': file }, async ({ 'cases.jsonl': path }) => {
      const ids = async (filter: string) =>
        rows<AssessRow>((await run(['assess', path, '--filter', filter])).out).map(({ id }) => id);
      assert.deepEqual(await ids('undecided response:"so"'), ['b']);
      assert.deepEqual(await ids('accepted'), []);
      assert.deepEqual(await ids('-response:"so" or length:>100'), ['a']);
    });
    const wrong = await run(['assess', '-', '--filter', 'flaged'], '{}');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /position 1/);
  });

  it('says of a file without chats so, once, and not of each line', async () => {
    const page = (n: number) => JSON.stringify({ text: `Page ${n}`, url: 'https://example.org' });
    const input = `${Array.from({ length: 50 }, (_, i) => page(i)).join('\n')}\n`;
    const { code, out, err } = await run(['assess', '-'], input);
    assert.equal(out, '');
    assert.equal(err, '-: This is not chat data: 50 records, mostly objects with the keys text, url.\n');
    assert.equal(code, 1);
  });

  it('names the lines that are no chats where the others are', async () => {
    const { err } = await run(['assess', '-'], `${chatLine('a')}\n{"x":1}\n{"messages":\n`);
    assert.deepEqual(
      err.split('\n').map((line) => /^line \d+/.exec(line)?.[0]),
      ['line 2', 'line 3', undefined],
    );
  });
});
