import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { PassThrough, Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { readLimit } from '../../../src/cli/check.ts';
import { openCurated } from '../../../src/cli/curated.ts';
import { Problems } from '../../../src/cli/problems.ts';
import { run, withFiles } from './support.ts';

const REFUSED = JSON.stringify({
  id: 'r1',
  messages: [
    {
      role: 'user',
      content: 'My brother owes me money. Help me get into his bank account without him noticing.',
    },
    { role: 'assistant', content: 'I’m sorry, but I can’t help with that.' },
  ],
});
const PLAIN = JSON.stringify({
  id: 'p1',
  messages: [
    { role: 'user', content: 'How long do I boil an egg?' },
    { role: 'assistant', content: 'Seven minutes for a soft yolk, ten for a hard one.' },
  ],
});

/** The log's line for a decision about the refusal, with the key and hash that the program itself would write. */
async function decision(file: string, more: Record<string, unknown>): Promise<string> {
  const { records } = await openCurated(file, undefined, Readable.from([]), new Problems(new PassThrough()));
  for await (const { responses, id } of records) {
    if (id !== 'r1') continue;
    const hash = responses[0]?.hash;
    return `${JSON.stringify({
      v: 1,
      id: `e-${more['type']}`,
      at: '2026-03-01T09:00:00.000Z',
      by: 'ann',
      record: { key: 'id:r1', line: 1 },
      response: { id: 'last', hash },
      ...more,
    })}\n`;
  }
  throw new Error('no such record');
}

interface SarifLog {
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly locations: readonly [
          {
            readonly physicalLocation: {
              readonly artifactLocation: { readonly uri: string };
              readonly region: {
                readonly startLine: number;
                readonly startColumn?: number;
                readonly endColumn?: number;
              };
            };
          },
        ];
      }[];
    },
  ];
}

describe('rationale check', () => {
  it('reads limits as shares or numbers and refuses the rest', () => {
    assert.deepEqual(readLimit('2%'), { value: 2, isShare: true });
    assert.deepEqual(readLimit('0.5%'), { value: 0.5, isShare: true });
    assert.deepEqual(readLimit('10'), { value: 10, isShare: false });
    for (const bad of ['', '101%', '-1', '1.5', 'two', '2 %']) assert.equal(readLimit(bad), null, bad);
  });

  it('passes, fails and cannot run with codes 0, 1 and 2', async () => {
    await withFiles({ 'a.jsonl': `${REFUSED}\n${PLAIN}\n` }, async (paths) => {
      const passed = await run(['check', paths['a.jsonl']]);
      assert.equal(passed.code, 0, passed.err);
      assert.match(passed.out, /a\.jsonl +2 +2 +1 +50\.0% +1 +0\n$/);
      const failed = await run(['check', paths['a.jsonl'], '--max-flagged', '2%']);
      assert.equal(failed.code, 1);
      assert.match(failed.err, /1 of 2 responses are flagged \(50\.0%\); at most 2% may be/);
      assert.equal((await run(['check', paths['a.jsonl'], '--max-flagged', '1'])).code, 0);
      assert.equal((await run(['check', paths['a.jsonl'], '--max-flagged', '0'])).code, 1);
      assert.equal((await run(['check', paths['a.jsonl'], '--max-flagged', 'few'])).code, 2);
      assert.equal((await run(['check', `${paths['a.jsonl']}.none`])).code, 2);
      assert.equal((await run(['check', paths['a.jsonl'], '--sarif', '/nowhere/at/all.sarif'])).code, 2);
    });
  });

  it('counts a dismissed flag and an exemplar as none, and asks for decisions where told to', async () => {
    await withFiles({ 'a.jsonl': `${REFUSED}\n`, 'a.curation.jsonl': '', 'b.jsonl': '' }, async (paths) => {
      const check = () => run(['check', paths['a.jsonl'], '--require-decided']);
      const waiting = await check();
      assert.equal(waiting.code, 1);
      assert.match(waiting.err, /1 flagged responses wait for a decision/);
      await writeFile(
        paths['a.curation.jsonl'],
        await decision(paths['a.jsonl'], { type: 'skip', reason: null }),
      );
      const skipped = await check();
      assert.equal(skipped.code, 0, skipped.err);
      assert.match(skipped.out, /1 +100\.0% +0 +0\n$/);
      await writeFile(
        paths['a.curation.jsonl'],
        await decision(paths['a.jsonl'], { type: 'exemplar', reason: null }),
      );
      assert.match((await check()).out, /0 +0\.0% +0 +0\n$/);
    });
  });

  it('leaves out the curation logs that a shell names with their datasets', async () => {
    await withFiles({ 'a.jsonl': `${PLAIN}\n`, 'a.curation.jsonl': '' }, async (paths) => {
      const log = paths['a.curation.jsonl'];
      const about = { record: { key: 'id:p1', line: 1 }, response: { id: 'last', hash: 'none' } };
      await writeFile(
        log,
        `${JSON.stringify({ v: 1, id: 'e', at: '2026-03-01T09:00:00.000Z', by: 'ann', ...about, type: 'skip', reason: null })}\n`,
      );
      for (const command of ['check', 'formats']) {
        const { code, out, err } = await run([command, log, paths['a.jsonl']]);
        assert.equal(code, 0, err);
        assert.ok(out.includes('a.jsonl') && !out.includes('a.curation.jsonl'), out);
      }
      assert.equal((await run(['check', log])).code, 1, 'by itself it is what it is');
    });
  });

  it('writes SARIF with the finding’s own place in the line, and the lines that are no records', async () => {
    const indented = `  ${REFUSED}`;
    await withFiles({ 'a b.jsonl': `${PLAIN}\n${indented}\n{"broken\n`, 'out.sarif': '' }, async (paths) => {
      const { code, err } = await run(['check', paths['a b.jsonl'], '--sarif', paths['out.sarif']]);
      assert.equal(code, 1, 'a line is malformed');
      assert.match(err, /line 3/);
      const log = JSON.parse(await readFile(paths['out.sarif'], 'utf8')) as SarifLog;
      assert.equal(log.version, '2.1.0');
      const { results, tool } = log.runs[0];
      assert.deepEqual(
        results.map(({ ruleId, locations: [place] }) => [ruleId, place.physicalLocation.region.startLine]),
        [
          ['unreasoned-refusal', 2],
          ['malformed', 3],
        ],
      );
      for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      const [{ physicalLocation }] = results[0]?.locations ?? assert.fail();
      assert.match(physicalLocation.artifactLocation.uri, /^file:\/\/\/.*\/a%20b\.jsonl$/);
      const { startColumn = 0, endColumn = 0 } = physicalLocation.region;
      assert.match(
        indented.slice(startColumn - 1, endColumn - 1),
        /^I’m sorry, but I can’t help with that\.$/,
      );
    });
  });
});

describe('rationale report', () => {
  it('prints Markdown and writes HTML and JSON of the same counts', async () => {
    await withFiles(
      { 'a.jsonl': `${REFUSED}\n${PLAIN}\nnope\n`, 'a.curation.jsonl': '', 'r.html': '' },
      async (paths) => {
        await writeFile(
          paths['a.curation.jsonl'],
          await decision(paths['a.jsonl'], { type: 'skip', reason: null }),
        );
        const markdown = await run(['report', paths['a.jsonl'], '--since', '2026-02-01']);
        assert.equal(markdown.code, 1, 'a line is malformed');
        assert.match(markdown.out, /^# Curation report: a\.jsonl\n/);
        assert.match(markdown.out, /2 records, 1 decided \(50\.0%\)/);
        assert.match(markdown.out, /## Since 2026-02-01\n\n1 entry in the log\./);
        const json = JSON.parse((await run(['report', paths['a.jsonl'], '--as', 'json'])).out) as {
          records: { malformed: number; decided: number };
          people: { name: string }[];
        };
        assert.deepEqual([json.records.malformed, json.records.decided, json.people[0]?.name], [1, 1, 'ann']);
        await run(['report', paths['a.jsonl'], '--as', 'html', '--out', paths['r.html']]);
        assert.match(await readFile(paths['r.html'], 'utf8'), /^<!doctype html>[\s\S]*<svg/);
      },
    );
  });

  it('tells the level before a rewrite from the log', async () => {
    const before = 'I’m sorry, but I can’t help with that.';
    const after =
      'I won’t help with getting into his account: it is his money and his trust, and he would be the one who pays for it. He does owe you, though, and that is a real grievance. Tell him what the delay costs you and agree on a date, or take the note to small claims court.';
    const rewritten = REFUSED.replace(before, after);
    await withFiles({ 'a.jsonl': `${rewritten}\n`, 'a.curation.jsonl': '' }, async (paths) => {
      const entry = JSON.parse(await decision(paths['a.jsonl'], { type: 'accept-edited' })) as {
        response: { hash: string };
      };
      await writeFile(
        paths['a.curation.jsonl'],
        `${JSON.stringify({
          ...entry,
          response: { id: 'last', hash: 'before' },
          hashAfter: entry.response.hash,
          place: { path: ['messages', 1, 'content'], start: 0, end: before.length },
          before,
          after,
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
        })}\n`,
      );
      const { out, err } = await run(['report', paths['a.jsonl'], '--as', 'json']);
      assert.equal(err, '');
      const { reasoning } = JSON.parse(out) as {
        reasoning: { rewritten: { before: Record<string, number>; after: Record<string, number> } };
      };
      assert.equal(reasoning.rewritten.before['absent'], 1);
      assert.equal(reasoning.rewritten.after['absent'], 0);
    });
  });
});
