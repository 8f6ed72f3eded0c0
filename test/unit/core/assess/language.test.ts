import assert from 'node:assert/strict';
import { language } from '../../../../src/core/assess/language.ts';

describe('language', () => {
  it('knows English, with typos and code beside it', () => {
    assert.equal(
      language('hey can u tel me how i do this thing with the cat becuase she is not eating and it is bad'),
      'english',
    );
  });

  it('knows other scripts', () => {
    assert.equal(language('我不能帮你做这件事,因为它会伤害到别人的生活和家庭。'), 'other');
    assert.equal(language('Я не могу помочь с этим, потому что это навредит другому человеку.'), 'other');
  });

  it('knows other languages in the same script', () => {
    const german =
      'Das würde ich nicht tun, weil die Nachbarin sich darauf verlässt und später den Schaden hätte. '.repeat(
        3,
      );
    assert.equal(language(german), 'other');
    const spanish =
      'No lo haría, porque la vecina confía en que las cuentas sean ciertas y después pagaría el daño. '.repeat(
        3,
      );
    assert.equal(language(spanish), 'other');
  });

  it('does not judge a text too short to tell', () => {
    assert.equal(language('Nein, danke.'), 'unknown');
  });
});
