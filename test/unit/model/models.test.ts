import assert from 'node:assert/strict';
import { quote, redact } from '../../../src/model/errors.ts';
import { costUsd, DEFAULT_MODEL, KNOWN_MODELS, knownModel, MODELS_AS_OF } from '../../../src/model/models.ts';

describe('known models', () => {
  it('hold the default, each once, with prices and a date', () => {
    assert.ok(knownModel(DEFAULT_MODEL));
    assert.equal(new Set(KNOWN_MODELS.map((model) => model.id)).size, KNOWN_MODELS.length);
    assert.match(MODELS_AS_OF, /^\d{4}-\d\d-\d\d$/);
    for (const { price } of KNOWN_MODELS) {
      assert.ok(price.input > 0 && price.output > price.input);
    }
  });

  it('cost what their tokens cost', () => {
    assert.equal(costUsd('claude-opus-5-5', { inputTokens: 1_000_000, outputTokens: 100_000 }), 6);
    assert.equal(costUsd('claude-haiku-4-5-20251001', { inputTokens: 1_000, outputTokens: 0 }), 0.001);
    assert.equal(costUsd('claude-haiku-5-5', { inputTokens: 100_000, outputTokens: 0 }), 0.01);
    assert.equal(costUsd('claude-haiku-5-5', { inputTokens: 200_000, outputTokens: 100_000 }), 0.35);
    assert.equal(costUsd('a-local-model', { inputTokens: 1_000, outputTokens: 1_000 }), null);
  });
});

describe('words of a server', () => {
  it('lose every key and part of one', () => {
    const key = 'sk-ant-abc_DEF-123456789';
    assert.equal(redact(`a ${key}, b`, key), 'a [key], b');
    assert.equal(
      redact('tail 123456789 and sk-proj-zzzz', key),
      'tail 123456789 and [key]'.replace('123456789', '[key]'),
    );
    assert.equal(redact('ask-me about abc', key), 'ask-me about abc');
    assert.equal(redact('sk-ant-xyz', null), '[key]');
    assert.equal(redact('plain', ''), 'plain');
  });

  it('come on one line and short', () => {
    assert.equal(quote(' a\n\tb ', null), 'a b');
    assert.equal(quote('x'.repeat(400), null).length, 301);
  });
});
