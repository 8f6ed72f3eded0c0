import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  closeAll,
  FLAGGED,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  testFolder,
  until,
  writeDataset,
} from '../support/host/rationale.ts';
import { writeTinyModel } from '../support/tinyModel.ts';

/** A library of the same interface that finds every passage about refusing unlike every text. */
const FAKE = `
export const env = {};
export async function pipeline() {
  return async (texts) => ({ data: Float32Array.from(texts.flatMap((text) => /refus/i.test(text) ? [0, 1] : [1, 0])), dims: [texts.length, 2] });
}
`;

describe('a local embedding model', () => {
  afterEach(async () => {
    await setUserSetting('rationale.embeddingModel', undefined);
    await closeAll();
  });

  it('ranks passages anew when it has answered', async () => {
    const uri = await writeDataset(`${FLAGGED}\n`);
    const session = await openEditor(uri);
    const before = await stateOf(session, ({ record }) => record !== null);
    assert.ok(before);
    const folder = await testFolder();
    const library = path.join(folder, 'node_modules/@huggingface/transformers');
    await mkdir(library, { recursive: true });
    await writeFile(path.join(library, 'package.json'), '{"type":"module","main":"index.js"}');
    await writeFile(path.join(library, 'index.js'), FAKE);
    const model = path.join(folder, 'tiny');
    await writeTinyModel(model, ['word']);
    const { constitutions, rewriter } = await rationale();
    const record = session.record;
    assert.ok(record);
    const [response] = record.transcript.responses;
    assert.ok(response);
    const first = await rewriter.passages(record, response);
    const known = until(constitutions.onDidChange, () => true);
    await setUserSetting('rationale.embeddingModel', model);
    await known;
    const ranked = until(constitutions.onDidChange, () => true);
    await rewriter.passages(record, response);
    await ranked;
    const second = await rewriter.passages(record, response);
    const refusing = (passages: typeof first) =>
      passages.findIndex(({ passage }) => /refus/i.test([...passage.heading, passage.text].join(' ')));
    assert.notDeepEqual(
      second.map(({ passage }) => passage.id),
      first.map(({ passage }) => passage.id),
    );
    assert.ok(refusing(second) === -1 || refusing(second) > refusing(first));
  });
});
