import assert from 'node:assert/strict';
import type { ResponseView } from '../../../src/protocol/panel.ts';
import { differences } from '../../../webview/views/assessment.ts';

const VERDICT: ResponseView['assessment'] = {
  stakes: 'some',
  holder: 'user',
  reasoning: 'thin',
  conduct: 'sound',
  flag: true,
};

describe('what two assessors say differently', () => {
  const differs = (change: Partial<ResponseView['assessment']>) =>
    differences(VERDICT, { ...VERDICT, ...change });

  it('is named in words of the panel', () => {
    assert.deepEqual(differs({}), []);
    assert.deepEqual(differs({ flag: false, reasoning: 'adequate' }), [
      'the flag',
      'reasoning (thin, adequate)',
    ]);
    assert.deepEqual(differs({ holder: 'assistant', conduct: 'misaligned' }), [
      'who holds the choice',
      'conduct',
    ]);
  });

  it('leaves out what follows from seeing nothing at stake', () => {
    const none = { stakes: 'none', holder: 'nobody', reasoning: 'n/a', flag: false } as const;
    assert.deepEqual(differs(none), ['the flag', 'stakes']);
  });
});
