import assert from 'node:assert/strict';
import Anthropic from '@anthropic-ai/sdk';
import type { RecordedAnswer } from '../../../scripts/demo-server/answers.ts';
import {
  type DemoServer,
  loadAnswers,
  startDemoServer,
  UNKNOWN_RECORD,
} from '../../../scripts/demo-server/server.ts';
import { at } from './samples.ts';

/** A request of the shape that the extension sends. */
function prompt(original: string, more = ''): Anthropic.MessageCreateParamsNonStreaming {
  return {
    model: 'any-model',
    max_tokens: 4000,
    system: 'Rewrite the response between <original_response> and </original_response>.',
    messages: [{ role: 'user', content: `<original_response>\n${original}\n</original_response>\n${more}` }],
  };
}

function expected(answer: RecordedAnswer, candidate: number): string {
  return `<rewrite>\n${at(answer.candidates, candidate)}\n</rewrite>`;
}

function textOf(message: Anthropic.Message): string {
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

describe('demo server', () => {
  let server: DemoServer;
  let client: Anthropic;
  let answers: RecordedAnswer[];

  before(async () => {
    answers = await loadAnswers();
  });

  beforeEach(async () => {
    server = await startDemoServer({ chunkDelayMs: 0 });
    client = new Anthropic({ apiKey: 'not-a-key', baseURL: server.url, maxRetries: 0 });
  });

  afterEach(() => server.close());

  it('listens on loopback only', () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+$/u);
  });

  it('answers every recorded response, exactly inside the rewrite tags', async () => {
    for (const answer of answers) {
      const message = await client.messages.create(prompt(answer.original));
      assert.equal(textOf(message), expected(answer, 0), answer.record);
      assert.equal(message.model, 'recorded-answers-demo');
      assert.equal(message.stop_reason, 'end_turn');
    }
  });

  it('answers a batch through the real SDK, with an error for what was not recorded', async () => {
    const answer = at(answers, 0);
    const made = await client.messages.batches.create({
      requests: [
        { custom_id: 'known', params: prompt(answer.original) },
        { custom_id: 'unknown', params: prompt('Nobody recorded this.') },
      ],
    });
    assert.equal(made.processing_status, 'in_progress');
    const listed = await client.messages.batches.list();
    assert.deepEqual(
      listed.data.map(({ id }) => id),
      [made.id],
    );
    assert.equal((await client.messages.batches.retrieve(made.id)).processing_status, 'ended');
    const results = new Map<string, Anthropic.Messages.MessageBatchResult>();
    for await (const { custom_id, result } of await client.messages.batches.results(made.id))
      results.set(custom_id, result);
    const [known, unknown] = [results.get('known'), results.get('unknown')];
    assert.ok(known?.type === 'succeeded');
    assert.equal(textOf(known.message), expected(answer, 0));
    assert.ok(unknown?.type === 'errored');
    assert.equal(unknown.error.error.message, UNKNOWN_RECORD);
  });

  it('cancels a batch that nobody has looked at, and knows no other', async () => {
    const made = await client.messages.batches.create({
      requests: [{ custom_id: 'one', params: prompt(at(answers, 0).original) }],
    });
    assert.equal((await client.messages.batches.cancel(made.id)).processing_status, 'canceling');
    const ended = await client.messages.batches.retrieve(made.id);
    assert.deepEqual([ended.processing_status, ended.request_counts.canceled], ['ended', 1]);
    for await (const { result } of await client.messages.batches.results(made.id))
      assert.equal(result.type, 'canceled');
    await assert.rejects(client.messages.batches.retrieve('msgbatch_none'), Anthropic.NotFoundError);
  });

  it('streams the same text in many pieces, through the real SDK', async () => {
    const answer = at(answers, 0);
    const pieces: string[] = [];
    const stream = client.messages.stream(prompt(answer.original)).on('text', (piece) => pieces.push(piece));
    const message = await stream.finalMessage();
    assert.equal(textOf(message), expected(answer, 0));
    assert.equal(pieces.join(''), expected(answer, 0));
    assert.ok(pieces.length > 50, `${pieces.length} pieces`);
    assert.equal(message.stop_reason, 'end_turn');
    assert.ok(message.usage.input_tokens > 0 && message.usage.output_tokens > 50);
  });

  it('sends the events of the API in their order', async () => {
    const types: string[] = [];
    for await (const event of await client.messages.create({
      ...prompt(at(answers, 0).original),
      stream: true,
    })) {
      if (types.at(-1) !== event.type) {
        types.push(event.type);
      }
    }
    assert.deepEqual(types, [
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
  });

  it('gives the second rewrite when asked again, then the first, and counts each record apart', async () => {
    const [one, other] = [at(answers, 0), at(answers, 1)];
    const ask = async (answer: RecordedAnswer): Promise<string> =>
      textOf(await client.messages.create(prompt(answer.original)));
    assert.equal(await ask(one), expected(one, 0));
    assert.equal(await ask(one), expected(one, 1));
    assert.equal(await ask(other), expected(other, 0));
    assert.equal(await ask(one), expected(one, 0));
  });

  it('gives the second rewrite at once when there is an instruction', async () => {
    const answer = at(answers, 2);
    const message = await client.messages.create(
      prompt(answer.original, '<instruction>Be brief.</instruction>'),
    );
    assert.equal(textOf(message), expected(answer, 1));
  });

  for (const stream of [false, true]) {
    it(`says plainly that it does not know a record (${stream ? 'streaming' : 'not streaming'})`, async () => {
      await assert.rejects(
        client.messages.create({ ...prompt('Nobody wrote this.'), stream }),
        (error: unknown) => {
          assert.ok(error instanceof Anthropic.BadRequestError);
          const body = error.error as { error: { type: string; message: string } };
          assert.deepEqual(body.error, { type: 'invalid_request_error', message: UNKNOWN_RECORD });
          return true;
        },
      );
    });
  }

  it('lists its one model and counts tokens', async () => {
    const models = await client.models.list();
    assert.deepEqual(
      models.data.map((model) => model.id),
      ['recorded-answers-demo'],
    );
    const short = await client.messages.countTokens({
      model: 'm',
      messages: [{ role: 'user', content: 'word' }],
    });
    const long = await client.messages.countTokens({
      model: 'm',
      messages: [{ role: 'user', content: 'word '.repeat(100) }],
    });
    assert.equal(short.input_tokens, 1);
    assert.equal(long.input_tokens, 125);
  });

  it('refuses a body that is no request, and goes on', async () => {
    const post = (body: string): Promise<Response> =>
      fetch(`${server.url}/v1/messages`, { method: 'POST', body });
    assert.equal((await post('{')).status, 400);
    assert.equal((await post('{"messages":[]}')).status, 400);
    assert.equal((await fetch(`${server.url}/elsewhere`)).status, 404);
    assert.equal((await client.messages.create(prompt(at(answers, 0).original))).type, 'message');
  });

  it('closes while an answer is still streaming', async () => {
    const slow = await startDemoServer({ chunkDelayMs: 60_000 });
    const slowClient = new Anthropic({ apiKey: 'not-a-key', baseURL: slow.url, maxRetries: 0 });
    const stream = await slowClient.messages.create({ ...prompt(at(answers, 0).original), stream: true });
    const events = stream[Symbol.asyncIterator]();
    assert.equal((await events.next()).value?.type, 'message_start');
    await slow.close();
    await assert.rejects(async () => {
      while (!(await events.next()).done);
    });
  });
});
