import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import * as vscode from 'vscode';
import type { LineEdit } from '../../src/core/dataset/lineOverlay.ts';
import { spliceText } from '../../src/core/dataset/splice.ts';
import { chat, closeAll, rationale, writeDataset } from '../support/host/rationale.ts';

const CONTENT = Array.from({ length: 6 }, (_, index) =>
  chat(`question ${index}`, `answer ${index} “é” \\ 😀`),
).join('\n');

/** Escaped surrogate pairs as characters. */
const unescaped = (json: string) =>
  json.replace(/\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})/g, (_, high: string, low: string) =>
    String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16)),
  );

type Step =
  | { readonly do: 'edit'; readonly line: number; readonly text: string }
  | { readonly do: 'undo' }
  | { readonly do: 'save' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      line: fc.nat(5),
      text: fc.string({ unit: 'binary' }),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'undo' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'save' as const }) },
);

describe('the two sources of a dataset', () => {
  afterEach(closeAll);

  it('save whole emoji where old and new share half of one', async () => {
    const { datasets } = await rationale();
    const uri = await writeDataset(`${chat('q', 'a 😀')}\n`);
    const editor = await vscode.window.showTextDocument(uri);
    const { source } = datasets.open(editor.document);
    const before = source.line(0);
    const origin = { path: ['messages', 1, 'content'], start: 0, end: 4 };
    const edit = spliceText(before, { origin, original: 'a 😀' }, '🐀');
    assert.ok(edit && (await source.splice(0, before, [edit])));
    await editor.document.save();
    assert.deepEqual(JSON.parse(await readFile(uri.fsPath, 'utf8')), JSON.parse(chat('q', '🐀')));
    await vscode.commands.executeCommand('undo');
    assert.equal(source.line(0), before, 'one undo step');
  });

  it('give identical bytes for any sequence of edits, undos and saves', async function () {
    this.timeout(120_000);
    const { datasets } = await rationale();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const [textUri, fileUri] = [await writeDataset(CONTENT), await writeDataset(CONTENT)];
        const editor = await vscode.window.showTextDocument(textUri);
        const text = datasets.open(editor.document).source;
        const file = datasets.openFile(fileUri);
        try {
          await file.whenComplete;
          const done: LineEdit[] = [];
          for (const each of steps) {
            if (each.do === 'save') {
              await editor.document.save();
              await file.save();
            } else if (each.do === 'undo') {
              const last = done.pop();
              if (last === undefined) continue;
              await vscode.commands.executeCommand('undo');
              file.apply([{ line: last.line, before: last.after, after: last.before }]);
            } else {
              const [inText, inFile] = [text.line(each.line), file.line(each.line)];
              const original = JSON.parse(inText).messages[1].content as string;
              assert.deepEqual(JSON.parse(inFile), JSON.parse(inText));
              if (original === each.text) continue;
              const origin = { path: ['messages', 1, 'content'], start: 0, end: original.length };
              const ofText = spliceText(inText, { origin, original }, each.text);
              const ofFile = spliceText(inFile, { origin, original }, each.text);
              assert.ok(ofText && (await text.splice(each.line, inText, [ofText])));
              assert.ok(ofFile && (await file.splice(each.line, inFile, [ofFile])));
              done.push({ line: each.line, before: inFile, after: file.line(each.line) });
              assert.equal(JSON.parse(file.line(each.line)).messages[1].content, each.text);
            }
          }
          await editor.document.save();
          await file.save();
          // Emoji may be escaped in one of them, see editText; without any, the bytes have to be the same.
          const [fromFile, fromText] = [
            await readFile(fileUri.fsPath, 'utf8'),
            await readFile(textUri.fsPath, 'utf8'),
          ];
          if (fromText !== fromFile) assert.equal(unescaped(fromText), fromFile);
        } finally {
          datasets.close(file);
          await closeAll();
        }
      }),
      { numRuns: 12 },
    );
  });
});
