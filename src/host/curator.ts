import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Settings } from './settings.ts';

const run = promisify(execFile);

/** Who decides: the git user of the dataset's folder, else `rationale.curator`, else the account's name. */
export class Curator {
  readonly #settings: Settings;
  readonly #gitUsers = new Map<string, Promise<string>>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async name(dataset: vscode.Uri): Promise<string> {
    return (
      (await this.#gitUser(dataset)) || this.#settings.curator.get(dataset).trim() || userInfo().username
    );
  }

  #gitUser(dataset: vscode.Uri): Promise<string> {
    if (dataset.scheme !== 'file' || !vscode.workspace.isTrusted) return Promise.resolve('');
    const folder = dirname(dataset.fsPath);
    let name = this.#gitUsers.get(folder);
    if (name === undefined) {
      // Not started in the folder: Windows would run a git.exe that lies beside the dataset.
      name = run('git', ['-C', folder, 'config', 'user.name'], { timeout: 2000 }).then(
        ({ stdout }) => stdout.trim(),
        () => '',
      );
      this.#gitUsers.set(folder, name);
    }
    return name;
  }
}
