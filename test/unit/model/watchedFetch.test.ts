import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { newExchange, watchedFetch } from '../../../src/model/watchedFetch.ts';
import { beginStream, MessagesServer, send } from './messagesServer.ts';

describe('watched fetch', () => {
  let server: MessagesServer;
  before(async () => {
    server = await MessagesServer.start();
  });
  after(async () => {
    await server.stop();
  });

  const start = (exchange = newExchange(), tick = () => {}, signal?: AbortSignal) =>
    watchedFetch(
      exchange,
      { address: { url: server.url, loopback: true }, key: null },
      'stream',
      tick,
    )(`${server.url}/v1/messages`, {
      method: 'POST',
      body: '{}',
      ...(signal === undefined ? {} : { signal }),
    });

  it('hears every ping, so that a silent model is told from a dead connection', async () => {
    const heard = new EventEmitter();
    const pings = 5;
    let sent = 0;
    server.next(async (response) => {
      beginStream(response);
      // The next ping leaves only when the last one has been heard; a ping that is not heard ends the test by timeout.
      for (; sent < pings; sent++) {
        const tick = once(heard, 'tick');
        send(response, { type: 'ping' });
        await tick;
      }
      response.end();
    });
    const response = await start(newExchange(), () => heard.emit('tick'));
    const reading = response.text();
    assert.equal((await reading).match(/ping/g)?.length, pings * 2);
    assert.equal(sent, pings);
  });

  it('tells a cut connection from a request that was stopped', async () => {
    const controller = new AbortController();
    for (const stop of [false, true]) {
      const exchange = newExchange();
      server.next(async (response) => {
        beginStream(response);
        await new Promise((resolve) => response.write(': here\n\n', resolve));
        if (!stop) response.socket?.resetAndDestroy();
      });
      const response = await start(exchange, () => {}, stop ? controller.signal : undefined);
      if (stop) controller.abort();
      await assert.rejects(response.text());
      assert.equal(exchange.began, true);
      assert.equal(exchange.cut, !stop);
    }
  });
});
