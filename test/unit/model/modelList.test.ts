import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'mocha';
import { listModels } from '../../../src/model/modelList.ts';

async function listFrom(status: number, body: unknown) {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const baseUrl = `http://127.0.0.1:${port}`;
    return await listModels({ apiKey: null, baseUrl, retryDelayMs: 0 }, new AbortController().signal);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the list of models', () => {
  it('is what the server says, in its order', async () => {
    const data = [
      { type: 'model', id: 'b-2', display_name: 'B 2', created_at: '2026-01-01T00:00:00Z' },
      { type: 'model', id: 'a-1', display_name: '', created_at: '2026-01-01T00:00:00Z' },
    ];
    const body = { data, has_more: false, first_id: 'b-2', last_id: 'a-1' };
    assert.deepEqual(await listFrom(200, body), [
      { id: 'b-2', title: 'B 2' },
      { id: 'a-1', title: 'a-1' },
    ]);
  });

  it('fails with a reason where the server has none', async () => {
    const body = { type: 'error', error: { type: 'authentication_error', message: 'no' } };
    await assert.rejects(listFrom(401, body), { fault: 'bad-key' });
    await assert.rejects(listFrom(404, { detail: 'Not Found' }), { fault: 'bad-address' });
  });
});
