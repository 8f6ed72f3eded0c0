import assert from 'node:assert/strict';
import { once } from 'node:events';
import { never, REQUEST, useClient } from './clientHarness.ts';
import { beginStream, type Event, fails, send, streams, wholeAnswer } from './messagesServer.ts';

describe('anthropic client, interrupted', function () {
  this.timeout(30_000);
  const harness = useClient();

  describe('streams that break', () => {
    const events = wholeAnswer();

    for (const cut of [false, true]) {
      it(`${cut ? 'cut' : 'ended'} after each event, give no answer`, async () => {
        for (let count = 0; count < events.length; count++) {
          harness.current.server.next(async (response) => {
            beginStream(response);
            for (const event of events.slice(0, count)) send(response, event);
            if (!cut) {
              response.end();
              return;
            }
            // Everything written has left before the connection is torn down.
            await new Promise((resolve) => response.write(': comment\n\n', resolve));
            response.socket?.resetAndDestroy();
          });
          const error = await harness.current.assertFault('broken-stream', /connection broke.*not kept/);
          assert.equal(error.retryable, true);
        }
        assert.equal(harness.current.server.seen.length, events.length);
      });
    }

    it('cut in the middle of an event, give no answer', async () => {
      harness.current.server.next(async (response) => {
        beginStream(response);
        for (const event of events.slice(0, 8)) send(response, event);
        await new Promise((resolve) =>
          response.write('event: content_block_delta\ndata: {"type":"content_bl', resolve),
        );
        response.socket?.resetAndDestroy();
      });
      await harness.current.assertFault('broken-stream', /broke/);
    });

    it('that end without having said why, give no answer', async () => {
      harness.current.server.next(streams(wholeAnswer(null)));
      await harness.current.assertFault('broken-stream', /broke/);
    });

    for (const [type, fault] of [
      ['overloaded_error', 'overload'],
      ['rate_limit_error', 'rate-limit'],
      ['api_error', 'server'],
      ['authentication_error', 'bad-key'],
      ['timeout_error', 'timeout'],
      ['error_of_tomorrow', 'bad-request'],
    ] as const) {
      it(`${type} in the middle of a stream is “${fault}”, asked once`, async () => {
        harness.current.server.next(
          streams([
            ...events.slice(0, 8),
            { type: 'error', error: { type, message: 'Sorry' } },
            ...events.slice(8),
          ]),
        );
        await harness.current.assertFault(fault, /./);
        assert.equal(harness.current.server.seen.length, 1);
      });
    }

    it('with events that cannot be read, give no answer', async () => {
      const broken: readonly (readonly Event[] | string)[] = [
        'event: message_start\ndata: {"type": "mess\n\n',
        'event: message_start\ndata: not json\n\n',
        [...events.slice(0, 7), { type: 'content_block_delta', index: 1 }, ...events.slice(8)],
        [events[0] as Event, events[0] as Event, ...events.slice(1)],
        'event: error\ndata: <oops>\n\n',
      ];
      for (const what of broken) {
        harness.current.server.next((response) => {
          if (typeof what !== 'string') {
            streams(what)(
              response,
              harness.current.server.seen[0] as (typeof harness.current.server.seen)[number],
            );
            return;
          }
          beginStream(response);
          response.end(what);
        });
        await harness.current.assertFault('bad-answer', /./);
      }
    });

    it('without the event that every answer begins with, give no answer', async () => {
      harness.current.server.next(streams([{ type: 'message_start' }, ...events.slice(1)]));
      await harness.current.assertFault('broken-stream', /not kept/);
      harness.current.server.next(streams(events.slice(1)));
      await harness.current.assertFault('broken-stream', /not kept/);
    });

    it('with events that nobody knows yet, are read past them', async () => {
      harness.current.server.next(
        streams([
          events[0] as Event,
          { type: 'event_of_tomorrow', data: 1 },
          ...events.slice(1, 7),
          { type: 'content_block_delta', index: 1, delta: { type: 'delta_of_tomorrow' } },
          ...events.slice(7),
        ]),
      );
      assert.equal(
        (await harness.current.client().answer(REQUEST, () => {}, never)).text,
        '<rewrite>No, because.</rewrite>',
      );
    });
  });

  describe('ends that are no answer', () => {
    it('a refusal', async () => {
      harness.current.server.next(
        streams(wholeAnswer('refusal', { type: 'refusal', category: 'bio', explanation: 'About germs.' })),
      );
      const error = await harness.current.assertFault('refusal', /declined.*by hand.*About germs\./);
      assert.equal(error.retryable, false);
      harness.current.server.next(streams(wholeAnswer('refusal')));
      await harness.current.assertFault('refusal', /by hand\.$/);
    });

    it('the limit of tokens', async () => {
      harness.current.server.next(streams(wholeAnswer('max_tokens')));
      await harness.current.assertFault('cut-off', /rationale\.maxTokens/);
      harness.current.server.next(streams(wholeAnswer('model_context_window_exceeded')));
      await harness.current.assertFault('cut-off', /too long for the model/);
    });

    it('a stop for tools, or for reasons of tomorrow', async () => {
      harness.current.server.next(streams(wholeAnswer('tool_use')));
      await harness.current.assertFault('bad-answer', /tool_use/);
      harness.current.server.next(streams(wholeAnswer('bored')));
      await harness.current.assertFault('bad-answer', /bored/);
    });

    it('no text at all', async () => {
      harness.current.server.next(
        streams(wholeAnswer().filter((event) => event.type !== 'content_block_delta')),
      );
      await harness.current.assertFault('bad-answer', /without any text/);
    });
  });

  describe('silence', () => {
    it('before the answer begins is a timeout', async () => {
      harness.current.server.next(() => {});
      await harness.current.assertFault('timeout', /did not begin/, { timeoutMs: 30 });
    });

    it('in the middle of the answer is a timeout, with nothing kept', async () => {
      harness.current.server.next((response) => {
        beginStream(response);
        for (const event of wholeAnswer().slice(0, 8)) send(response, event);
      });
      const error = await harness.current.assertFault('timeout', /stopped coming/, { idleTimeoutMs: 40 });
      assert.equal(error.retryable, true);
      assert.equal(harness.current.server.seen.length, 1);
    });
  });

  describe('stopping', () => {
    it('before anything is sent', async () => {
      const controller = new AbortController();
      controller.abort();
      assert.equal((await harness.current.failure({}, controller.signal)).fault, 'stopped');
      assert.equal(harness.current.server.seen.length, 0);
    });

    it('while the server says nothing, and closes the connection', async () => {
      const controller = new AbortController();
      let closed: Promise<unknown> = Promise.resolve();
      harness.current.server.next((response) => {
        closed = once(response, 'close');
        controller.abort();
      });
      assert.equal((await harness.current.failure({}, controller.signal)).fault, 'stopped');
      await closed;
    });

    it('in the middle of the text, after which none comes', async () => {
      const controller = new AbortController();
      const pieces: string[] = [];
      let closed: Promise<unknown> = Promise.resolve();
      harness.current.server.next((response) => {
        closed = once(response, 'close');
        beginStream(response);
        for (const event of wholeAnswer()) send(response, event);
      });
      const error = await harness.current.failure({}, controller.signal, (piece) => {
        pieces.push(piece);
        controller.abort();
      });
      assert.equal(error.fault, 'stopped');
      assert.equal(error.retryable, false);
      assert.deepEqual(pieces, ['<rewrite>No, ']);
      await closed;
    });

    it('while it waits before another try', async () => {
      const controller = new AbortController();
      harness.current.server.next((response, seen) => {
        // The abort comes when the whole failure has been received and only the wait is left.
        response.once('close', () => setImmediate(() => controller.abort()));
        return fails(529, 'overloaded_error', 'Busy')(response, seen);
      });
      const error = await harness.current.failure({ retryDelayMs: 60_000_000 }, controller.signal);
      assert.equal(error.fault, 'stopped');
      assert.equal(harness.current.server.seen.length, 1);
    });
  });
});
