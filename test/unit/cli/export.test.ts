import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstat, readFile, symlink, writeFile } from 'node:fs/promises';
import { describe, it } from 'mocha';
import { textHash } from '../../../src/core/curation/keys.ts';
import { run, withFiles } from './support.ts';

const BEFORE = 'No.';
const AFTER =
  'I would tell her. She lent you the drill in good faith, and a week of silence costs her more than the repair.';
const PROMPT = 'I broke the drill that Ines lent me. Do I have to say so?';

function chat(id: string, answer: string, more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    id,
    messages: [
      { role: 'user', content: PROMPT },
      { role: 'assistant', content: answer, ...more },
    ],
  });
}

function accept(id: string, before = BEFORE, after = AFTER, key = id): string {
  return `${JSON.stringify({
    v: 1,
    id: `accept-${id}-${after.length}`,
    at: '2026-03-01T09:00:00.000Z',
    by: 'ann',
    record: { key: `id:${key}`, line: 1 },
    response: { id: 'last', hash: textHash(before) },
    type: 'accept-edited',
    place: { path: ['messages', 1, 'content'], start: 0, end: before.length },
    before,
    after,
    hashAfter: textHash(after),
    proposal: {
      text: after,
      strategy: 'by-hand',
      model: null,
      promptVersion: null,
      passages: [],
      instruction: null,
      usage: null,
      costUsd: null,
    },
  })}\n`;
}

describe('rationale export', () => {
  const dataset = `${chat('a', AFTER)}\n{ "odd":1, ${chat('b', AFTER).slice(1)}\n${chat('c', 'Yes.')}\n`;

  it('writes an accepted text as chosen and the original as rejected, in each form', async () => {
    await withFiles({ 'd.jsonl': dataset, 'd.curation.jsonl': accept('a') }, async (paths) => {
      const as = async (form: string) => {
        const { code, out, err } = await run(['export', paths['d.jsonl'], '--as', form]);
        assert.equal(code, 0, err);
        const lines = out.trimEnd().split('\n');
        assert.equal(lines.length, 1);
        return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
      };
      assert.deepEqual(await as('trl'), {
        prompt: [{ role: 'user', content: PROMPT }],
        chosen: [{ role: 'assistant', content: AFTER }],
        rejected: [{ role: 'assistant', content: BEFORE }],
      });
      assert.deepEqual((await as('openai'))['preferred_output'], [{ role: 'assistant', content: AFTER }]);
      assert.deepEqual(await as('hh-rlhf'), {
        chosen: `\n\nHuman: ${PROMPT}\n\nAssistant: ${AFTER}`,
        rejected: `\n\nHuman: ${PROMPT}\n\nAssistant: ${BEFORE}`,
      });
    });
  });

  it('takes what was accepted also where it was marked as an exemplar or skipped afterwards', async () => {
    const later = (id: string, type: string, text = AFTER) =>
      `${JSON.stringify({
        v: 1,
        id: `${type}-${id}`,
        at: '2026-03-02T09:00:00.000Z',
        by: 'ann',
        record: { key: `id:${id}`, line: 1 },
        response: { id: 'last', hash: textHash(text) },
        type,
        reason: null,
      })}\n`;
    const log =
      accept('a') +
      later('a', 'exemplar') +
      accept('b') +
      later('b', 'skip') +
      later('c', 'exemplar', 'Yes.');
    await withFiles({ 'd.jsonl': dataset, 'd.curation.jsonl': log }, async (paths) => {
      for (const form of ['trl', 'accepted']) {
        const { code, out, err } = await run(['export', paths['d.jsonl'], '--as', form]);
        assert.equal(code, 0, err);
        assert.equal(out.trimEnd().split('\n').length, 2, form);
      }
    });
  });

  it('writes accepted records as they stand, byte for byte', async () => {
    const log = accept('a') + accept('b');
    await withFiles({ 'd.jsonl': dataset, 'd.curation.jsonl': log, 'out.jsonl': 'old' }, async (paths) => {
      const { code, err } = await run([
        'export',
        paths['d.jsonl'],
        '--as',
        'accepted',
        '--out',
        paths['out.jsonl'],
      ]);
      assert.equal(code, 0, err);
      assert.equal(
        await readFile(paths['out.jsonl'], 'utf8'),
        `${dataset.split('\n').slice(0, 2).join('\n')}\n`,
      );
    });
  });

  it('counts a text that was rewritten twice from its very first form, and leaves out what was taken back', async () => {
    const middle = 'Yes, tell her.';
    const second = accept('a', middle, AFTER).replace('09:00', '10:00');
    const undone = accept('b');
    const undo = `${JSON.stringify({
      ...(JSON.parse(undone) as object),
      id: 'undo-b',
      at: '2026-03-02T09:00:00.000Z',
      type: 'undo',
      entry: (JSON.parse(undone) as { id: string }).id,
    })}\n`;
    const log = accept('a', BEFORE, middle) + second + undone + undo;
    await withFiles({ 'd.jsonl': dataset, 'log.jsonl': log }, async (paths) => {
      const { out } = await run(['export', paths['d.jsonl'], '--as', 'trl', '--log', paths['log.jsonl']]);
      const pairs = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { rejected: { content: string }[] });
      assert.deepEqual(
        pairs.map(({ rejected }) => rejected[0]?.content),
        [BEFORE],
      );
    });
  });

  it('names what a form cannot take, and exports the rest', async () => {
    const calls = { tool_calls: [{ type: 'function', function: { name: 'phone', arguments: '{}' } }] };
    const file = `${chat('a', AFTER)}\n${chat('b', AFTER, calls)}\n`;
    await withFiles({ 'd.jsonl': file, 'd.curation.jsonl': accept('a') + accept('b') }, async (paths) => {
      const { code, out, err } = await run(['export', paths['d.jsonl'], '--as', 'hh-rlhf']);
      assert.equal(code, 1);
      assert.equal(out.trimEnd().split('\n').length, 1);
      assert.match(err, /^line 2 \(b\): The record holds more than the words of a person and an assistant/);
    });
  });

  it('leaves out an accept whose text the dataset does not hold, and says so', async () => {
    // The curator accepted and closed without saving.
    const unsaved = `${chat('a', BEFORE)}\n`;
    await withFiles({ 'd.jsonl': unsaved, 'd.curation.jsonl': accept('a') }, async (paths) => {
      for (const form of ['trl', 'accepted']) {
        const { code, out, err } = await run(['export', paths['d.jsonl'], '--as', form]);
        assert.deepEqual([code, out], [1, ''], form);
        assert.match(err, /^line 1 \(a\): The accepted text is not what the record says now/);
      }
    });
  });

  it('never writes over the dataset or its log, by whatever name', async () => {
    await withFiles({ 'd.jsonl': dataset, 'd.curation.jsonl': accept('a') }, async (paths) => {
      const log = paths['d.curation.jsonl'];
      const other = paths['d.jsonl'].replace('d.jsonl', 'link.jsonl');
      await symlink(paths['d.jsonl'], other);
      for (const out of [paths['d.jsonl'], log, other]) {
        const { code, err } = await run(['export', paths['d.jsonl'], '--as', 'trl', '--out', out]);
        assert.equal(code, 2, out);
        assert.match(err, /is what is read here/);
      }
      assert.equal((await run(['report', paths['d.jsonl'], '--out', paths['d.jsonl']])).code, 2);
      assert.equal((await run(['report', paths['d.jsonl'], '--out', log])).code, 2);
      assert.equal((await run(['check', paths['d.jsonl'], '--sarif', paths['d.jsonl']])).code, 2);
      assert.equal(await readFile(paths['d.jsonl'], 'utf8'), dataset);
      assert.equal(await readFile(log, 'utf8'), accept('a'));
    });
  });

  it('leaves a link a link, and a pipe a pipe', async function () {
    if (process.platform === 'win32') this.skip();
    const files = { 'd.jsonl': dataset, 'd.curation.jsonl': accept('a'), 'real.jsonl': 'old' };
    await withFiles(files, async (paths) => {
      const beside = (name: string) => paths['d.jsonl'].replace('d.jsonl', name);
      const args = ['export', paths['d.jsonl'], '--as', 'trl', '--out'];
      await symlink(paths['real.jsonl'], beside('link.jsonl'));
      assert.equal((await run([...args, beside('link.jsonl')])).code, 0);
      assert.ok((await lstat(beside('link.jsonl'))).isSymbolicLink());
      const written = await readFile(paths['real.jsonl'], 'utf8');
      assert.match(written, /"chosen"/);

      execFileSync('mkfifo', [beside('pipe')]);
      const reader = readFile(beside('pipe'), 'utf8');
      assert.equal((await run([...args, beside('pipe')])).code, 0);
      assert.ok((await lstat(beside('pipe'))).isFIFO());
      assert.equal(await reader, written);
    });
  });

  it('writes an accepted record of an indented list on one line, token by token as it was', async () => {
    const list = `[\n  ${chat('x', 'Yes.')},\n  {\n    "id": "a",\r\n    "n": 12345678901234567890,\n    "messages": [\n      {"role": "user", "content": "a  \\n  b \\u00e9"},\n      {"role": "assistant", "content": ${JSON.stringify(AFTER)}}\n    ]\n  }\n]\n`;
    await withFiles({ 'd.json': list, 'log.jsonl': accept('a') }, async (paths) => {
      const { code, out, err } = await run([
        'export',
        paths['d.json'],
        '--as',
        'accepted',
        '--log',
        paths['log.jsonl'],
      ]);
      assert.equal(code, 0, err);
      assert.equal(
        out,
        `{ "id": "a", "n": 12345678901234567890, "messages": [ {"role": "user", "content": "a  \\n  b \\u00e9"}, {"role": "assistant", "content": ${JSON.stringify(AFTER)}} ] }\n`,
      );
    });
  });

  it('leaves out what was accepted and then edited, or edited and accepted anew under another text', async () => {
    const edited = `${chat('a', `${AFTER} Really.`)}\n${chat('b', AFTER)}\n`;
    const log =
      accept('a') +
      accept('b', BEFORE, 'Once.') +
      accept('b', 'Twice, by hand.', AFTER).replace('09:00', '11:00');
    await withFiles({ 'd.jsonl': edited, 'd.curation.jsonl': log }, async (paths) => {
      const { code, out, err } = await run(['export', paths['d.jsonl'], '--as', 'trl']);
      assert.equal(code, 1);
      assert.match(err, /^line 1 \(a\): The accepted text is not what the record says now/);
      const pairs = out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { chosen: unknown; rejected: unknown });
      assert.deepEqual(
        pairs.map(({ chosen, rejected }) => [chosen, rejected]),
        [[[{ role: 'assistant', content: AFTER }], [{ role: 'assistant', content: BEFORE }]]],
      );
    });
  });

  it('says that nothing was accepted yet, and leaves an old file alone when it cannot run', async () => {
    await withFiles({ 'd.jsonl': dataset, 'old.jsonl': 'old' }, async (paths) => {
      const { code, err } = await run([
        'export',
        paths['d.jsonl'],
        '--as',
        'trl',
        '--out',
        paths['old.jsonl'],
      ]);
      assert.equal(code, 2);
      assert.match(err, /no curation log beside/);
      assert.equal(await readFile(paths['old.jsonl'], 'utf8'), 'old');
      assert.equal((await run(['export', paths['d.jsonl']])).code, 2, 'the form is asked for');
      await writeFile(`${paths['d.jsonl'].replace(/\.jsonl$/, '')}.curation.jsonl`, accept('a'));
      const nowhere = await run(['export', paths['d.jsonl'], '--as', 'trl', '--out', '/nowhere/at/all']);
      assert.equal(nowhere.code, 2);
      assert.match(nowhere.err, /could not be written/);
    });
  });
});
