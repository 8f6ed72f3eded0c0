import assert from 'node:assert/strict';
import { keyLabel, parseKeyEntries, parseKeys } from '../../../webview/keys.ts';

describe('keys in tooltips', () => {
  for (const [binding, label, mac] of [
    ['j', 'J', 'J'],
    ['shift+f', 'Shift+F', '⇧F'],
    ['ctrl+k alt+down', 'Ctrl+K Alt+↓', '⌃K ⌥↓'],
    ['cmd+enter', 'Cmd+Enter', '⌘Enter'],
    ['escape', 'Esc', 'Esc'],
    ['shift+/', '?', '?'],
  ] as const) {
    it(binding, () => {
      assert.equal(keyLabel(binding, false), label);
      assert.equal(keyLabel(binding, true), mac);
    });
  }

  it('reads the keys of known commands and nothing else', () => {
    const json = JSON.stringify({
      'rationale.nextRecord': { key: 'ctrl+j', mac: 'cmd+j' },
      'rationale.skipRecord': { key: 7 },
      'other.command': { key: 'x' },
    });
    assert.deepEqual(parseKeys(json, false), { 'rationale.nextRecord': 'Ctrl+J' });
    assert.deepEqual(parseKeys(json, true), { 'rationale.nextRecord': '⌘J' });
  });

  it('lists every command that has a title, in the order given', () => {
    const json = JSON.stringify({
      'rationale.collapseAll': { title: 'Collapse All', key: 'shift+o' },
      'rationale.nextRecord': { title: 'Next Record', key: 'j', mac: 'cmd+j' },
      'rationale.skipRecord': { key: 's' },
      'rationale.addNote': { title: 'Add Note…' },
    });
    assert.deepEqual(parseKeyEntries(json, false), [
      { command: 'rationale.collapseAll', title: 'Collapse All', label: 'Shift+O' },
      { command: 'rationale.nextRecord', title: 'Next Record', label: 'J' },
    ]);
    assert.equal(parseKeyEntries(json, true)[1]?.label, '⌘J');
    assert.deepEqual(parseKeyEntries('[', false), []);
  });

  for (const bad of [undefined, '', '{', 'null', '[1]', '"x"', '{"rationale.nextRecord":null}']) {
    it(`does without: ${bad}`, () => assert.deepEqual(parseKeys(bad, false), {}));
  }
});
