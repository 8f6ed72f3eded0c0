import path from 'node:path';

export interface WorkbenchOptions {
  /** The folder to open: an absolute path. */
  readonly folder?: string;
  /** Absolute path of an extension to load from source. */
  readonly extensionDevelopmentPath?: string;
  /** Absolute path of a module whose run() is the test suite. */
  readonly extensionTestsPath?: string;
  /** Absolute path of a file to open at the start. */
  readonly openFile?: string;
}

/**
 * The query that makes VS Code's web workbench open all this.
 * @param authority host and port as the browser addresses them, such as 127.0.0.1:8080
 */
export function workbenchQuery(authority: string, options: WorkbenchOptions): string {
  const remote = (file: string): string => `vscode-remote://${authority}${uriPath(file)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.extensionDevelopmentPath)
    payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
  if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
  if (options.openFile) payload.push(['openFile', remote(options.openFile)]);
  const query = new URLSearchParams();
  if (options.folder) query.set('folder', uriPath(options.folder));
  else query.set('ew', 'true');
  query.set('payload', JSON.stringify(payload));
  return query.toString();
}

/** A file's path as URIs write it. */
export function uriPath(file: string): string {
  const slashed = path.resolve(file).split(path.sep).join('/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
