import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import {
  chat,
  closeAll,
  FLAGGED,
  openEditor,
  rationale,
  setUserSetting,
  stateOf,
  writeDataset,
} from '../support/host/rationale.ts';
import { startMessagesServer } from '../support/messagesServer.ts';

/** Files under a folder that hold the text, as UTF-8 or as UTF-16, which databases of browsers use. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    const bytes = await readFile(file).catch(() => null);
    if (bytes?.includes(text) || bytes?.includes(Buffer.from(text, 'utf16le'))) found.push(file);
  }
  return found;
}

/** The folder that holds all that this VS Code writes: settings, logs, databases, storage of extensions. */
function userData(): string {
  const folder = process.env['RATIONALE_TEST_USER_DATA'];
  assert.ok(folder);
  return folder;
}

describe('promises', () => {
  afterEach(closeAll);

  it('the API key appears in no log, setting, error or file, however a rewrite fails', async function () {
    this.timeout(60_000);
    // Made here, so that the text of this test in a bundle is not found as a leak.
    const key = ['sk', 'ant', 'test', 'K7'.repeat(12), Date.now().toString(36)].join('-');
    const { provider, store } = await rationale();
    const { fetch } = globalThis;
    const json = (status: number, type: string, message: string) =>
      new Response(JSON.stringify({ type: 'error', error: { type, message } }), {
        status,
        headers: { 'content-type': 'application/json' },
      });
    const failures: readonly (() => Response)[] = [
      () => json(401, 'authentication_error', `invalid x-api-key: ${key}`),
      () => json(400, 'invalid_request_error', `unexpected header x-api-key=${key.slice(0, 20)}… in ${key}`),
      () => json(529, 'overloaded_error', `${key} has to wait`),
      () =>
        new Response(`<html>Blocked: ${key}</html>`, {
          status: 403,
          headers: { 'content-type': 'text/html' },
        }),
      () => new Response(`not json ${key}`, { status: 200, headers: { 'content-type': 'application/json' } }),
      () =>
        new Response(
          `event: error\ndata: ${JSON.stringify({ type: 'error', error: { type: 'api_error', message: key } })}\n\n`,
          { status: 200, headers: { 'content-type': 'text/event-stream' } },
        ),
      () => new Response(null, { status: 302, headers: { location: `https://elsewhere.test/?key=${key}` } }),
      () => {
        throw Object.assign(new TypeError(`fetch failed for ${key}`), { cause: new Error(`connect ${key}`) });
      },
    ];
    const sent: boolean[] = [];
    await provider.setKey(key);
    try {
      for (const fail of failures) {
        globalThis.fetch = async (_input, init) => {
          sent.push([...new Headers(init?.headers).values()].some((value) => value.includes(key)));
          return fail();
        };
        const session = await openEditor(await writeDataset(`${FLAGGED}\n`));
        await vscode.commands.executeCommand('rationale.rewriteResponse');
        const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'failed');
        assert.ok(!JSON.stringify(state).includes(key), state.proposals[0]?.problem ?? '');
        assert.ok(session.record);
        assert.ok(!JSON.stringify(store.open(session.record, 'last')).includes(key));
        await closeAll();
      }
    } finally {
      globalThis.fetch = fetch;
      await provider.forgetKey();
    }
    // The key was there to leak: every request carried it.
    assert.ok(sent.length >= failures.length);
    assert.deepEqual([...new Set(sent)], [true]);
    const settings = JSON.stringify(vscode.workspace.getConfiguration('rationale'));
    assert.ok(!settings.includes(key));
    assert.notDeepEqual(
      await filesWith(userData(), 'telemetry.telemetryLevel'),
      [],
      'this is where VS Code writes',
    );
    assert.deepEqual(await filesWith(userData(), key), []);
    assert.deepEqual(await filesWith(process.env['RATIONALE_TEST_WORKSPACE'] ?? '', key), []);
  });

  it('a server on this machine is not sent the key, whatever name it goes by', async () => {
    const { provider } = await rationale();
    const { fetch } = globalThis;
    const sent: Headers[] = [];
    await provider.setKey('sk-ant-this-is-for-the-provider');
    try {
      globalThis.fetch = async (_input, init) => {
        sent.push(new Headers(init?.headers));
        return new Response('{}', { status: 404, headers: { 'content-type': 'application/json' } });
      };
      for (const host of ['127.0.0.1', 'localhost', 'models.localhost', '[::1]']) {
        await setUserSetting('rationale.baseUrl', `http://${host}:9/`);
        await openEditor(await writeDataset(`${FLAGGED}\n`));
        await vscode.commands.executeCommand('rationale.rewriteResponse');
        await closeAll();
      }
    } finally {
      globalThis.fetch = fetch;
      await provider.forgetKey();
      await setUserSetting('rationale.baseUrl', undefined);
    }
    assert.equal(sent.length, 4);
    for (const headers of sent) {
      assert.ok(![...headers.values()].some((value) => value.includes('sk-ant')), [...headers.keys()].join());
    }
  });

  it('a workspace cannot redirect where a key is sent', async () => {
    const { provider } = await rationale();
    const configuration = vscode.workspace.getConfiguration();
    await assert.rejects(
      Promise.resolve(
        configuration.update(
          'rationale.baseUrl',
          'https://elsewhere.test',
          vscode.ConfigurationTarget.Workspace,
        ),
      ),
    );
    const folder = process.env['RATIONALE_TEST_WORKSPACE'] ?? '';
    const settings = vscode.Uri.file(path.join(folder, '.vscode', 'settings.json'));
    const read = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('rationale.inlineAnnotations')) return;
        subscription.dispose();
        resolve();
      });
    });
    const hosts: string[] = [];
    const { fetch } = globalThis;
    await provider.setKey('sk-ant-this-is-for-the-provider');
    try {
      await vscode.workspace.fs.writeFile(
        settings,
        Buffer.from('{"rationale.baseUrl": "https://elsewhere.test", "rationale.inlineAnnotations": false}'),
      );
      await read;
      globalThis.fetch = async (input) => {
        hosts.push(new URL(input instanceof Request ? input.url : input).host);
        return new Response('{}', { status: 404, headers: { 'content-type': 'application/json' } });
      };
      await openEditor(await writeDataset(`${FLAGGED}\n`));
      await vscode.commands.executeCommand('rationale.rewriteResponse');
    } finally {
      globalThis.fetch = fetch;
      await provider.forgetKey();
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(settings, '..'), { recursive: true });
    }
    assert.deepEqual([...new Set(hosts)], ['api.anthropic.com']);
  });

  it('in an untrusted workspace nothing is sent, and every decision can still be made', async () => {
    const server = await startMessagesServer();
    await setUserSetting('rationale.baseUrl', server.url);
    const trusted = Object.getOwnPropertyDescriptor(vscode.workspace, 'isTrusted');
    assert.ok(trusted);
    // The workspace of these tests is trusted; to the extension it is now one that is not.
    Object.defineProperty(vscode.workspace, 'isTrusted', { ...trusted, get: () => false });
    try {
      const session = await openEditor(await writeDataset(`${FLAGGED}\n${chat('a', 'b')}\n`));
      const before = await stateOf(session, ({ provider }) => !provider.ready);
      assert.match(before.provider.hint ?? '', /not trusted/);
      await vscode.commands.executeCommand('rationale.rewriteResponse');
      const state = await stateOf(session, ({ proposals }) => proposals[0]?.state === 'failed');
      assert.match(state.proposals[0]?.problem ?? '', /not trusted/);
      await vscode.commands.executeCommand('rationale.judgeResponse');
      await vscode.commands.executeCommand('rationale.markExemplar');
      await stateOf(session, ({ dataset }) => dataset.decided === 1);
      assert.equal(server.requests, 0);
    } finally {
      Object.defineProperty(vscode.workspace, 'isTrusted', trusted);
      await setUserSetting('rationale.baseUrl', undefined);
      await server.close();
    }
  });
});
