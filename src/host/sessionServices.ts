import type * as vscode from 'vscode';
import type { PanelCommand } from '../protocol/panel.ts';
import type { Calibration } from './calibration.ts';
import type { Constitutions } from './constitutions.ts';
import type { CurationLogs } from './curationLogs.ts';
import type { Judgements } from './judgements.ts';
import type { KeyInHand } from './keyInHand.ts';
import type { ModelProvider } from './modelProvider.ts';
import type { OpenFindings } from './openFindings.ts';
import type { ProposalChecks } from './proposalChecks.ts';
import type { ProposalStore } from './proposalStore.ts';
import type { Rewriter } from './rewriter.ts';
import type { SegmentChoice } from './segmentChoice.ts';
import type { Spending } from './spending.ts';

/** What a curation editor works with. */
export interface SessionServices {
  readonly constitutions: Constitutions;
  readonly logs: CurationLogs;
  readonly provider: ModelProvider;
  readonly store: ProposalStore;
  readonly spending: Spending;
  readonly rewriter: Rewriter;
  readonly judgements: Judgements;
  readonly calibration: Calibration;
  readonly findings: OpenFindings;
  readonly checks: ProposalChecks;
  readonly segments: SegmentChoice;
  readonly workspaceState: vscode.Memento;
  readonly keys: KeyInHand;
  readonly log: vscode.LogOutputChannel;
  /** Runs a command that the webview asked for and tells the person when it fails. */
  readonly run: (command: PanelCommand, argument: string | undefined) => Promise<void>;
}
