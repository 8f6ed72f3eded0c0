import * as vscode from 'vscode';

export type Report = vscode.Progress<{ readonly message?: string; readonly increment?: number }>;

/** Work with a progress notification that can be cancelled; null when it ended because it was. */
export async function cancellable<T>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const controller = new AbortController();
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (report, token) => {
      token.onCancellationRequested(() => controller.abort());
      try {
        return await work(report, controller.signal);
      } catch (error) {
        if (controller.signal.aborted) return null;
        throw error;
      }
    },
  );
}
