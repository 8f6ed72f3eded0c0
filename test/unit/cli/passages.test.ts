import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { CONSTITUTION, chatLine, PAIR, type PassagesRow, rows, run, withFiles } from './support.ts';

const passagesOf = (row: PassagesRow | undefined) => row?.passages ?? [];

describe('rationale passages', () => {
  it('prints one line a record, best passages first, with the documented fields in their order', async () => {
    await withFiles({ 'rules.md': CONSTITUTION }, async (paths) => {
      const input = `${chatLine('a')}\n${PAIR}\n`;
      const { code, out, err } = await run(['passages', '-', '--constitution', paths['rules.md']], input);
      assert.equal(err, '');
      assert.equal(code, 0);
      const found = rows<PassagesRow>(out);
      assert.deepEqual(
        found.map(({ line, id }) => [line, id]),
        [
          [1, 'a'],
          [2, null],
        ],
      );
      for (const row of found) {
        assert.deepEqual(Object.keys(row), ['line', 'id', 'passages']);
        const passages = passagesOf(row);
        assert.ok(passages.length > 0);
        for (const passage of passages) {
          assert.deepEqual(Object.keys(passage), ['id', 'section', 'heading', 'score']);
          assert.ok(passage.id.startsWith(`${passage.section}~`));
          assert.equal(passage.heading[0], 'Our rules');
        }
        const scores = passages.map(({ score }) => score);
        assert.deepEqual(
          scores,
          [...scores].sort((a, b) => b - a),
        );
      }
    });
  });

  it('takes concepts of a file, and names the place of what is wrong in it', async () => {
    const files = {
      'rules.md':
        '# Bread\n\nBake at dawn.\n\n# Masks\n\nA masquerade ends at midnight.\n\n# Boats\n\nTie up boats.\n',
      'good.jsonc':
        '{ /* ours */ "concepts": {"hats": {"situation": ["quince"], "passage": ["masquerade"]}} }',
      'bad.json': '{"concepts": {"hats":\n {"situation": ["@quince"]}}}',
      'chat.jsonl': `${JSON.stringify({ messages: [{ role: 'user', content: 'quince, a quince' }] })}\n`,
    };
    await withFiles(files, async (paths) => {
      const args = ['passages', paths['chat.jsonl'], '--constitution', paths['rules.md'], '--concepts'];
      const { out } = await run([...args, paths['good.jsonc']], '');
      assert.equal(passagesOf(rows<PassagesRow>(out)[0])[0]?.section, 'masks');
      const { code, err } = await run([...args, paths['bad.json']], '');
      assert.notEqual(code, 0);
      assert.match(err, /bad\.json:2:17 “hats”, situation: “@quince” is no fact/);
    });
  });

  it('prints an id only where it names one record of the file', async () => {
    const dataset = `${chatLine('twice')}\n${chatLine('once')}\n${chatLine('twice')}\n`;
    await withFiles({ 'rules.md': CONSTITUTION, 'cases.jsonl': dataset }, async (paths) => {
      const { out } = await run(['passages', paths['cases.jsonl'], '--constitution', paths['rules.md']], '');
      assert.deepEqual(
        rows<PassagesRow>(out).map(({ line, id }) => [line, id]),
        [
          [1, null],
          [2, 'once'],
          [3, null],
        ],
      );
    });
  });

  it('names a section by its explicit anchor, else by the slug of its heading', async () => {
    await withFiles({ 'rules.md': CONSTITUTION }, async (paths) => {
      const { out } = await run(['passages', '-', '--constitution', paths['rules.md']], chatLine('a'));
      const byHeading = new Map(
        passagesOf(rows<PassagesRow>(out)[0]).map((passage) => [passage.heading.at(-1), passage.section]),
      );
      assert.equal(byHeading.get('Honesty'), 'truth');
      assert.equal(byHeading.get('Care for the Weak'), 'care-for-the-weak');
    });
  });

  it('prints at most --top passages', async () => {
    await withFiles({ 'rules.md': CONSTITUTION }, async (paths) => {
      const args = ['passages', '-', '--constitution', paths['rules.md'], '--top'];
      const one = passagesOf(rows<PassagesRow>((await run([...args, '1'], chatLine('a'))).out)[0]);
      const two = passagesOf(rows<PassagesRow>((await run([...args, '2'], chatLine('a'))).out)[0]);
      assert.equal(one.length, 1);
      assert.deepEqual(two.slice(0, 1), one);
    });
  });

  it('ranks for a chat that nobody answered', async () => {
    await withFiles({ 'rules.md': CONSTITUTION }, async (paths) => {
      const line = '{"messages":[{"role":"user","content":"May I forge a letter to my landlord?"}]}';
      const { code, out } = await run(['passages', '-', '--constitution', paths['rules.md']], line);
      assert.equal(code, 0);
      assert.equal(passagesOf(rows<PassagesRow>(out)[0])[0]?.section, 'truth');
    });
  });

  it('cannot run without a usable constitution', async () => {
    await withFiles({ 'empty.md': '', 'blank.md': '\ufeff\n \n' }, async (paths) => {
      const missing = await run(
        ['passages', '-', '--constitution', `${paths['empty.md']}.gone`],
        chatLine(1),
      );
      assert.equal(missing.code, 2);
      assert.match(missing.err, /no constitution .*empty\.md\.gone/);
      const folder = await run([
        'passages',
        '-',
        '--constitution',
        paths['empty.md'].replace(/empty\.md$/, ''),
      ]);
      assert.equal(folder.code, 2);
      assert.match(folder.err, /folder/);
      for (const file of [paths['empty.md'], paths['blank.md']]) {
        const { code, out, err } = await run(['passages', '-', '--constitution', file], chatLine(1));
        assert.equal(code, 2);
        assert.equal(out, '');
        assert.match(err, /^rationale: .*empty/);
      }
      const none = await run(['passages', '-'], chatLine(1));
      assert.equal(none.code, 2);
      assert.match(none.err, /--constitution/);
    });
  });

  it('refuses a --top that is no whole number from 1', async () => {
    for (const top of ['0', '-1', '1.5', 'many', '']) {
      const { code, err } = await run(['passages', '-', '--constitution', 'x.md', '--top', top]);
      assert.equal(code, 2, top);
      assert.match(err, /whole number/);
    }
  });
});
