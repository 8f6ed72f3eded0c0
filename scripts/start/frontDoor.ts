import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { UserError } from '../../src/core/errors.ts';

export interface FrontDoor {
  readonly port: number;
  close(): Promise<void>;
}

export interface FrontDoorOptions {
  /** The server's own port on loopback. */
  readonly target: number;
  /** The port to listen on, and nothing else if it is taken; without it 8484 or a free one. */
  readonly port: number | undefined;
  /** The query of the address that a bare visit is sent to, for the host and port that the visitor used. */
  readonly query: (authority: string) => string;
}

const USUAL_PORT = 8484;

/**
 * Listens on a port that is easy to remember and forward, sends a visit without a folder to the address with
 * everything in it, and passes all the rest through.
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://localhost');
    if (url.pathname === '/' && !url.searchParams.has('folder') && !url.searchParams.has('ew')) {
      const query = new URLSearchParams(options.query(incoming.headers.host ?? ''));
      const token = url.searchParams.get('tkn');
      if (token) query.set('tkn', token);
      outgoing.writeHead(302, { location: `/?${query}` }).end();
    } else {
      forward(incoming, outgoing, options.target);
    }
  });
  server.on('upgrade', (incoming: IncomingMessage, socket, head: Buffer) => {
    const onward = connect(options.target, '127.0.0.1', () => {
      const headers = pairs(incoming.rawHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    socket.on('close', () => onward.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  try {
    await listen(options.port ?? USUAL_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (options.port !== undefined)
      throw new UserError(`Port ${options.port} is in use; choose another with --port.`);
    await listen(0);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function forward(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const onward = request(
    { host: '127.0.0.1', port, method: incoming.method, path: incoming.url, headers: incoming.headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => {
    if (!outgoing.headersSent) outgoing.writeHead(502, { 'content-type': 'text/plain' });
    outgoing.end('The VS Code server does not answer.');
  });
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as [string, string]] : [],
  );
}
