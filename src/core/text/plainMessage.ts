/**
 * A message that VS Code's notifications show as it is. In them `[…](command:…)` is a link that runs a command, and
 * messages repeat file names and what servers said.
 */
export function plainMessage(message: string): string {
  return message.replaceAll('](', '] (');
}
