import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type FrontDoor, openFrontDoor } from '../../../scripts/start/frontDoor.ts';

describe('the front door of npm start', () => {
  let inner: Server;
  let door: FrontDoor;
  let origin: string;

  before(async () => {
    inner = createServer((request, response) => {
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(`${request.method} ${request.url} for ${request.headers.host}`);
    });
    inner.on('upgrade', (request, socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nupgrade: ${request.headers.upgrade}\r\n\r\n`);
      socket.pipe(socket);
    });
    await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
    const taken = (inner.address() as AddressInfo).port;
    door = await openFrontDoor({
      target: taken,
      port: undefined,
      query: (authority) => new URLSearchParams({ folder: `/on/${authority}` }).toString(),
    });
    origin = `http://127.0.0.1:${door.port}`;
  });

  after(async () => {
    await door.close();
    await new Promise((resolve) => {
      inner.close(resolve);
      inner.closeAllConnections();
    });
  });

  it('sends a bare visit to the address with everything in it, for the name the visitor used, and keeps the token', async () => {
    const answer = await fetch(`${origin}/?tkn=secret`, { redirect: 'manual' });
    assert.equal(answer.status, 302);
    const location = new URL(answer.headers.get('location') ?? '', origin);
    assert.equal(location.searchParams.get('folder'), `/on/127.0.0.1:${door.port}`);
    assert.equal(location.searchParams.get('tkn'), 'secret');
  });

  it('never gives the token to a visitor who has none', async () => {
    const answer = await fetch(origin, { redirect: 'manual' });
    assert.doesNotMatch(answer.headers.get('location') ?? '', /tkn/);
  });

  it('passes everything else through, with its headers', async () => {
    const answer = await fetch(`${origin}/?folder=/x`, { method: 'POST', body: 'text' });
    assert.equal(await answer.text(), `POST /?folder=/x for 127.0.0.1:${door.port}`);
    assert.deepEqual(answer.headers.getSetCookie(), ['a=1', 'b=2']);
  });

  it('passes a web socket through both ways', async () => {
    const socket = connect(door.port, '127.0.0.1');
    let received = '';
    const echoed = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('data', (data) => {
        received += data.toString();
        if (received.endsWith('\r\n\r\n')) socket.write('hello');
        if (received.endsWith('hello')) resolve();
      });
    });
    socket.write('GET /socket HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    await echoed;
    socket.destroy();
    assert.match(received, /^HTTP\/1\.1 101 [\s\S]*upgrade: websocket/);
  });

  it('says so where the port that was asked for is taken', async () => {
    const again = openFrontDoor({ target: 1, port: door.port, query: () => '' });
    await assert.rejects(again, {
      name: 'UserError',
      message: `Port ${door.port} is in use; choose another with --port.`,
    });
  });
});
