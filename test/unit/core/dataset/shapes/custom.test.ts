import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readRecord, readValue } from '../../../../../src/core/dataset/read.ts';
import { customShape } from '../../../../../src/core/dataset/shapes/custom.ts';
import { draftMapping } from '../../../../../src/core/dataset/shapes/draftMapping.ts';
import { readShapesSetting } from '../../../../../src/core/dataset/shapes/shapesSetting.ts';
import { SHAPES } from '../../../../../src/core/dataset/shapes/table.ts';
import { originsOf } from '../support/origins.ts';
import { outline } from '../support/outline.ts';

const TICKET = {
  number: 12,
  log: {
    entries: [
      { by: { kind: 'V' }, body: 'My account is locked.' },
      { by: { kind: 'H' }, body: 'I unlock it, once I know it is yours.' },
    ],
  },
  meta: { rules: 'Be careful.' },
};

function customShapes(setting: unknown) {
  const { mappings, problems } = readShapesSetting(setting);
  assert.deepEqual(problems, []);
  return mappings.map(customShape);
}

function outlineOf(value: unknown, setting: unknown): string[] {
  const reading = readValue(value, { shapes: [...customShapes(setting), ...SHAPES] });
  assert.ok(reading.kind === 'transcript', JSON.stringify(reading));
  return [reading.transcript.shape, `id ${reading.transcript.recordId}`, ...outline(reading.transcript)];
}

describe('a shape of the user’s own', () => {
  it('reads a list of messages by paths, with exact origins', () => {
    const mapping = {
      name: 'tickets',
      messages: 'log.entries',
      role: 'by.kind',
      content: 'body',
      assistant: ['H'],
      user: ['V'],
      system: 'meta.rules',
      id: 'number',
    };
    assert.deepEqual(outlineOf(TICKET, [mapping]), [
      'tickets',
      'id 12',
      'system: Be careful.',
      'user (V): My account is locked.',
      'assistant (H): I unlock it, once I know it is yours.',
      'last@1: I unlock it, once I know it is yours.',
    ]);
    const reading = readRecord(JSON.stringify(TICKET), { shapes: customShapes([mapping]) });
    assert.ok(reading.kind === 'transcript');
    assert.deepEqual(
      originsOf(reading.transcript).map(({ origin }) => origin.path.join('.'))[1],
      'log.entries.0.body',
    );
  });

  it('reads a prompt with a response and its reasoning, and a pair', () => {
    assert.deepEqual(
      outlineOf({ q: { text: 'May I?' }, a: ['Think of her.', 'No.'] }, [
        { name: 'mine', prompt: 'q.text', response: 'a.1', reasoning: 'a.0' },
      ]).slice(2),
      ['user: May I?', 'assistant: ~Think of her. | No.', 'last@1: ~Think of her. | No.'],
    );
    assert.deepEqual(
      outlineOf({ ask: 'May I?', pair: { a: 'Perhaps.', b: 'No.' } }, [
        { name: 'mine', prompt: 'ask', chosen: 'pair.a', rejected: 'pair.b' },
      ]).slice(-2),
      ['chosen@1: Perhaps.', 'rejected@1: No.'],
    );
  });

  it('leaves records that it does not fit to the other shapes', () => {
    const chat = { messages: [{ role: 'user', content: 'Hi' }] };
    assert.equal(outlineOf(chat, [{ name: 'mine', messages: 'log.entries' }])[0], 'openai-chat');
  });

  it('uses the entries that are right beside one that is wrong', () => {
    const { mappings, problems } = readShapesSetting([{ name: 'a' }, { name: 'b', messages: 'c' }]);
    assert.deepEqual(
      mappings.map(({ name }) => name),
      ['b'],
    );
    assert.equal(problems.length, 1);
  });

  it('says what is wrong with a setting', () => {
    const wrong: [unknown, RegExp][] = [
      [{}, /must be a list/],
      [[{ messages: 'a' }], /entry 1 at name/],
      [[{ name: 'a' }], /entry 1: name a list of messages/],
      [
        [
          { name: 'a', response: 'b' },
          { name: 'c', messages: 'a..b' },
        ],
        /entry 2 at messages.*joined by dots/,
      ],
      [[{ name: 'a', chosen: 'b' }], /both chosen and rejected/],
      [[{ name: 'a', mesages: 'b', messages: 'c' }], /entry 1: .*mesages/],
      [[{ name: 'openai-chat', messages: 'b' }], /entry 1 at name: .*taken/],
      [
        [
          { name: 'a', messages: 'b' },
          { name: 'a', response: 'c' },
        ],
        /entry 2 at name: .*taken/,
      ],
    ];
    for (const [setting, message] of wrong) {
      const { problems } = readShapesSetting(setting);
      assert.equal(problems.length, 1, JSON.stringify(setting));
      assert.match(problems[0] ?? '', message);
    }
    assert.deepEqual(readShapesSetting(undefined), { mappings: [], problems: [] });
  });
});

describe('draftMapping', () => {
  it('drafts a mapping that reads the record it was drafted from', () => {
    const draft = draftMapping(TICKET, 'tickets');
    assert.deepEqual(draft, {
      name: 'tickets',
      messages: 'log.entries',
      role: 'by.kind',
      content: 'body',
      assistant: ['H'],
    });
    assert.deepEqual(outlineOf(TICKET, [draft]).slice(-1), ['last@1: I unlock it, once I know it is yours.']);
  });

  it('finds a prompt and a response by name, else by length', () => {
    assert.deepEqual(draftMapping({ case: { scenarioText: 'A friend asks.', modelReply: 'Think.' } }), {
      name: 'my-shape',
      prompt: 'case.scenarioText',
      response: 'case.modelReply',
    });
    assert.equal(draftMapping({ a: 'short', b: 'the longest of all' })?.response, 'b');
    assert.equal(draftMapping({ n: 1 }), null);
    assert.equal(draftMapping(null), null);
  });
});
