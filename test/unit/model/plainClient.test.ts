import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { z } from 'zod';
import { ModelError } from '../../../src/model/errors.ts';
import type { ModelFault } from '../../../src/model/modelClient.ts';
import { costUsd } from '../../../src/model/models.ts';
import { createPlainClient, type PlainModel } from '../../../src/model/plainClient.ts';

const REQUEST = {
  system: 'Be brief.',
  user: 'Say hello.',
  model: 'ignored',
  maxTokens: 100,
  effort: null,
} as const;

function fake(pieces: readonly (string | Error)[], more: Partial<PlainModel> = {}) {
  const sent: (readonly string[])[] = [];
  const model: PlainModel = {
    name: 'vscode:acme/one',
    maxInputTokens: 1000,
    send: async (messages) => {
      sent.push(messages);
      return (async function* () {
        for (const piece of pieces) {
          if (piece instanceof Error) throw piece;
          yield piece;
        }
      })();
    },
    countTokens: async (text) => text.length,
    ...more,
  };
  return { client: createPlainClient(model), sent };
}

function coded(code: string): Error {
  return Object.assign(new Error('said by the vendor'), { code });
}

async function faultOf(work: Promise<unknown>): Promise<ModelFault> {
  const error = await work.then(
    () => assert.fail('it did not fail'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ModelError);
  return error.fault;
}

describe('a client over a model of plain text', () => {
  const { signal } = new AbortController();

  it('streams, counts tokens itself and knows no price', async () => {
    const { client, sent } = fake(['Hel', 'lo.']);
    const seen: string[] = [];
    const answer = await client.answer(REQUEST, (piece) => seen.push(piece), signal);
    assert.deepEqual(seen, ['Hel', 'lo.']);
    assert.deepEqual(sent, [['Be brief.', 'Say hello.']]);
    assert.equal(answer.text, 'Hello.');
    assert.equal(answer.usage.inputTokens, 'Be brief.Say hello.'.length);
    assert.equal(answer.usage.outputTokens, 'Hello.'.length);
    assert.equal(costUsd(answer.model, answer.usage), null);
  });

  it('reads a form out of plain text, and keeps nothing of another form', async () => {
    const schema = z.object({ sound: z.boolean() });
    const request = { ...REQUEST, shared: 'the constitution' };
    const { client, sent } = fake(['Here it is:\n```json\n{"sound": ', 'true}\n```']);
    assert.deepEqual((await client.answerAs(request, schema, signal)).value, { sound: true });
    assert.match(sent[0]?.[0] ?? '', /"sound"/);
    for (const wrong of ['{"sound": "yes"}', 'I would say yes.', '{"sound": tru'])
      assert.equal(await faultOf(fake([wrong]).client.answerAs(request, schema, signal)), 'bad-answer');
  });

  it('names what went wrong', async () => {
    const failing = (error: Error) => fake([], { send: () => Promise.reject(error) }).client;
    const cases: readonly [Error, ModelFault][] = [
      [coded('NoPermissions'), 'forbidden'],
      [coded('Blocked'), 'rate-limit'],
      [coded('NotFound'), 'unknown-model'],
      [coded('constructor'), 'server'],
      [new Error('odd'), 'server'],
    ];
    for (const [error, fault] of cases)
      assert.equal(await faultOf(failing(error).answer(REQUEST, () => {}, signal)), fault);
    const { client } = fake(['half an ', new Error('odd')]);
    assert.equal(await faultOf(client.answer(REQUEST, () => {}, signal)), 'broken-stream');
    assert.equal(await faultOf(fake([' ']).client.answer(REQUEST, () => {}, signal)), 'bad-answer');
  });

  it('does not send what is too long', async () => {
    const { client, sent } = fake(['x'], { maxInputTokens: 5 });
    assert.equal(await faultOf(client.answer(REQUEST, () => {}, signal)), 'too-large');
    assert.deepEqual(sent, []);
  });

  it('stops although the model goes on waiting', async () => {
    const controller = new AbortController();
    let asked = () => {};
    const waiting = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const { client } = fake([], {
      send: () => {
        asked();
        return new Promise(() => {});
      },
    });
    const answer = faultOf(client.answer(REQUEST, () => {}, controller.signal));
    await waiting;
    controller.abort();
    assert.equal(await answer, 'stopped');
    assert.equal(await faultOf(client.answer(REQUEST, () => {}, controller.signal)), 'stopped');
  });
});
