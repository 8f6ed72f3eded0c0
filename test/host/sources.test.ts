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
              file.apply({ line: last.line, before: last.after, after: last.before });
            } else {
              const before = text.line(each.line);
              assert.equal(file.line(each.line), before);
              const original = JSON.parse(before).messages[1].content as string;
              const origin = { path: ['messages', 1, 'content'], start: 0, end: original.length };
              const edit = spliceText(before, { origin, original }, each.text);
              assert.ok(edit);
              if (original === each.text) continue;
              assert.ok(await text.splice(each.line, before, [edit]));
              assert.ok(await file.splice(each.line, before, [edit]));
              done.push({ line: each.line, before, after: text.line(each.line) });
              assert.equal(JSON.parse(file.line(each.line)).messages[1].content, each.text);
            }
          }
          await editor.document.save();
          await file.save();
          assert.deepEqual(await readFile(fileUri.fsPath), await readFile(textUri.fsPath));
        } finally {
          datasets.close(file);
          await closeAll();
        }
      }),
      { numRuns: 12 },
    );
  });
});
