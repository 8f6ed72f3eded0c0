import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KEY, never, REQUEST, useClient } from './clientHarness.ts';
import { fails, MessagesServer, streams, wholeAnswer } from './messagesServer.ts';

describe('anthropic client, refused', function () {
  this.timeout(30_000);
  const harness = useClient();

  describe('answers with a status', () => {
    for (const [status, type, fault, says] of [
      [401, 'authentication_error', 'bad-key', /not accepted.*Set API Key/],
      [402, 'billing_error', 'forbidden', /billing/],
      [403, 'permission_error', 'forbidden', /may not do this.*It said/],
      [404, 'not_found_error', 'unknown-model', /no model “claude-opus-5-5”/],
      [413, 'request_too_large', 'too-large', /too large/],
      [429, 'rate_limit_error', 'rate-limit', /in a minute/],
      [400, 'invalid_request_error', 'bad-request', /not accepted \(status 400\).*It said: “max_tokens/],
      [408, 'timeout_error', 'timeout', /too long/],
      [504, 'timeout_error', 'timeout', /too long/],
    ] as const) {
      it(`${status} is “${fault}”, asked once`, async () => {
        harness.current.server.next(fails(status, type, 'max_tokens: no.'));
        await harness.current.assertFault(fault, says);
        assert.equal(harness.current.server.seen.length, 1);
      });
    }

    for (const [status, type, fault] of [
      [500, 'api_error', 'server'],
      [503, 'api_error', 'server'],
      [529, 'overloaded_error', 'overload'],
    ] as const) {
      it(`${status} is “${fault}” after one more try, or an answer`, async () => {
        harness.current.server.next(fails(status, type, 'Sorry.'), fails(status, type, 'Sorry.'));
        const error = await harness.current.assertFault(fault, /Try again/);
        assert.equal(error.retryable, true);
        assert.equal(harness.current.server.seen.length, 2);
        harness.current.server.next(fails(status, type, 'Sorry.'), streams(wholeAnswer()));
        assert.equal((await harness.current.client().answer(REQUEST, () => {}, never)).responseId, 'msg_1');
      });
    }

    it('tells when to try again', async () => {
      for (const [header, seconds, says] of [
        ['7', 7, /in 7 seconds/],
        ['1', 1, /in 1 second\./],
        ['600', 600, /in 10 minutes/],
        ['90000', 90_000, /in 25 hours/],
        ['Fri, 20 Nov 2026 10:00:00 GMT', null, /in a minute/],
        ['-5', null, /in a minute/],
      ] as const) {
        harness.current.server.next(fails(429, 'rate_limit_error', 'Slow down', { 'retry-after': header }));
        const error = await harness.current.assertFault('rate-limit', says);
        assert.equal(error.retryAfterSeconds, seconds);
      }
      harness.current.server.next(fails(529, 'overloaded_error', 'Busy', { 'retry-after': '30' }));
      assert.equal((await harness.current.assertFault('overload', /overloaded/)).retryAfterSeconds, 30);
      assert.equal(harness.current.server.seen.length, 7);
    });

    it('knows what the provider says in other words', async () => {
      harness.current.server.next(
        fails(400, 'invalid_request_error', 'prompt is too long: 1200000 tokens > 1000000 maximum'),
      );
      await harness.current.assertFault('too-large', /larger context/);
      harness.current.server.next(
        fails(400, 'invalid_request_error', 'Your credit balance is too low to access the API.'),
      );
      await harness.current.assertFault('forbidden', /billing/);
      harness.current.server.next((response) => {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}');
      });
      await harness.current.assertFault('bad-address', /no Messages API/);
    });

    it('repeats neither the key nor a part of it that the server sends back', async () => {
      for (const words of [
        `invalid x-api-key ${KEY}`,
        `Bearer ${KEY.slice(0, 25)}…`,
        `key …${KEY.slice(-12)}`,
        'sk-other-key-1234567',
      ]) {
        harness.current.server.next(fails(400, 'invalid_request_error', words));
        const error = await harness.current.assertFault('bad-request', /\[key\]/);
        assert.doesNotMatch(error.message, /sk-other/);
      }
    });

    it('shows a long answer of the server short and on one line', async () => {
      harness.current.server.next(fails(400, 'invalid_request_error', 'no\n'.repeat(5_000)));
      const { message } = await harness.current.assertFault('bad-request', /…” If it is about/);
      assert.ok(message.length < 500 && !message.includes('\n'));
    });
  });

  describe('pages and other things that are no answer', () => {
    const page = '<!doctype html><title>Sign in</title><script>alert(1)</script>';
    for (const [status, fault] of [
      [200, 'bad-answer'],
      [403, 'forbidden'],
    ] as const) {
      it(`a web page with status ${status} is “${fault}”`, async () => {
        harness.current.server.next((response) => {
          response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
        });
        const error = await harness.current.assertFault(fault, /web page.*proxy/i);
        assert.doesNotMatch(error.message, /doctype|script|Sign in/);
        assert.equal(harness.current.server.seen.length, 1);
      });
    }

    it('a page or a refusal of a proxy that wants a sign-in is no network', async () => {
      const status = (code: number) => (response: Parameters<ReturnType<typeof fails>>[0]) => {
        response.writeHead(code, { 'content-type': 'text/html', 'proxy-authenticate': 'Basic' }).end(page);
      };
      harness.current.server.next(status(511), status(511));
      await harness.current.assertFault('no-network', /web page with status 511/);
      harness.current.server.next(status(407), status(407));
      await harness.current.assertFault('no-network', /could not be reached.*proxy/);
    });

    it('a proxy’s page for a bad gateway is the server’s fault', async () => {
      const gateway = (response: Parameters<ReturnType<typeof fails>>[0]) => {
        response.writeHead(502, { 'content-type': 'text/html' }).end(page);
      };
      harness.current.server.next(gateway, gateway);
      await harness.current.assertFault('server', /status 502.*proxy/);
    });

    it('JSON in place of a stream is not an answer', async () => {
      harness.current.server.next((response) => {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(wholeAnswer()[0]));
      });
      await harness.current.assertFault('bad-answer', /application\/json instead of a stream/);
    });

    it('a redirect is not followed with the key and the text', async () => {
      const other = await MessagesServer.start();
      try {
        for (const status of [301, 302, 307, 308]) {
          harness.current.server.next((response) => {
            response.writeHead(status, { location: `${other.url}/v1/messages` }).end();
          });
          await harness.current.assertFault('bad-address', /another address/);
        }
        assert.equal(other.seen.length, 0);
      } finally {
        await other.stop();
      }
    });
  });

  describe('no network', () => {
    it('no server', async () => {
      const idle = createServer();
      idle.listen(0, '127.0.0.1');
      await once(idle, 'listening');
      const baseUrl = `http://127.0.0.1:${(idle.address() as AddressInfo).port}`;
      idle.close();
      await once(idle, 'close');
      const error = await harness.current.assertFault('no-network', /No server answers at .*Start it/, {
        baseUrl,
      });
      assert.equal(error.retryable, true);
    });

    it('no such name', async () => {
      await harness.current.assertFault('no-network', /could not be (?:found|reached).*Check the network/, {
        baseUrl: 'https://name.invalid',
      });
    });

    it('a server that hangs up at once', async () => {
      harness.current.server.next(
        (response) => void response.socket?.destroy(),
        (response) => void response.socket?.destroy(),
      );
      await harness.current.assertFault('no-network', /could not be reached.*try again/);
      assert.equal(harness.current.server.seen.length, 2);
    });

    it('no encryption where it was promised', async () => {
      await harness.current.assertFault('no-network', /not trusted|could not be reached/, {
        baseUrl: harness.current.server.url.replace('http:', 'https:'),
      });
    });
  });
});
