import type { CommandContext, CommandHandler } from './context.ts';

/** What the views beside the editors ask for. */
export function viewCommands({ findingsView }: CommandContext) {
  return {
    'rationale.showMoreFindings': (argument) => findingsView.showMore(argument),
  } satisfies Record<string, CommandHandler>;
}
