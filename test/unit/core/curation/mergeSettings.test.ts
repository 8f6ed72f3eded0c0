import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { MERGE_LINE, saysHowLogsMerge, withMergeLine } from '../../../../src/core/curation/mergeSettings.ts';

describe('the merge settings for curation logs', () => {
  it('are added once, after whatever stands there', () => {
    assert.equal(withMergeLine(''), `${MERGE_LINE}\n`);
    assert.equal(withMergeLine('*.png binary'), `*.png binary\n${MERGE_LINE}\n`);
    assert.equal(withMergeLine('*.png binary\r\n'), `*.png binary\r\n${MERGE_LINE}\r\n`);
    assert.equal(saysHowLogsMerge(withMergeLine('* text=auto\n')), true);
  });

  it('are left as somebody else set them', () => {
    assert.equal(saysHowLogsMerge('data/*.curation.jsonl text -merge'), true);
    assert.equal(saysHowLogsMerge('*.curation.jsonl text eol=lf'), false);
    assert.equal(saysHowLogsMerge(`# ${MERGE_LINE}`), false);
    assert.equal(saysHowLogsMerge('*.jsonl merge=union'), false);
  });
});
