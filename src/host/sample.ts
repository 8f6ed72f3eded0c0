import * as vscode from 'vscode';

const DATASET = 'first-steps.jsonl';
const LOG = 'first-steps.curation.jsonl';

/** The sample dataset of the walkthrough: copies of what comes with the extension, in a place where they can be edited. */
export class Sample {
  readonly #original: vscode.Uri;
  readonly #copies: vscode.Uri;

  /** @param storage a folder of the extension's own */
  constructor(extension: vscode.Uri, storage: vscode.Uri) {
    this.#original = vscode.Uri.joinPath(extension, 'media', 'sample');
    this.#copies = vscode.Uri.joinPath(storage, 'sample');
  }

  /** The copy that was made last; null when there is none. */
  async last(): Promise<vscode.Uri | null> {
    const count = await this.#count();
    return count === 0 ? null : this.#copy(count);
  }

  /** Whether something was decided in a copy. */
  async isTouched(dataset: vscode.Uri): Promise<boolean> {
    const [log, original] = await Promise.all(
      [vscode.Uri.joinPath(dataset, '..', LOG), vscode.Uri.joinPath(this.#original, LOG)].map((uri) =>
        vscode.workspace.fs.stat(uri),
      ),
    );
    return log?.size !== original?.size;
  }

  /** Makes a new copy beside earlier ones, since one of those may be open with changes that were not saved. */
  async begin(): Promise<vscode.Uri> {
    const dataset = this.#copy((await this.#count()) + 1);
    const { fs } = vscode.workspace;
    await fs.copy(vscode.Uri.joinPath(this.#original, LOG), vscode.Uri.joinPath(dataset, '..', LOG));
    await fs.copy(vscode.Uri.joinPath(this.#original, DATASET), dataset);
    return dataset;
  }

  #copy(number: number): vscode.Uri {
    return vscode.Uri.joinPath(this.#copies, `${number}`, DATASET);
  }

  async #count(): Promise<number> {
    try {
      return (await vscode.workspace.fs.readDirectory(this.#copies)).length;
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return 0;
      throw error;
    }
  }
}
