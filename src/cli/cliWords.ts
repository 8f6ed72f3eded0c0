/** What the editor calls things, and what the command line does. */
const WORDS: readonly (readonly [editor: RegExp, here: string])[] = [
  [/Run “Rationale: Set API Key”, or write the rewrite by hand\./, 'Set ANTHROPIC_API_KEY.'],
  [
    /Run “Rationale: Set API Key” and enter (?:a valid one|it again)\./,
    'Set ANTHROPIC_API_KEY to a valid one.',
  ],
  [/Choose another in the setting rationale\.model\./, 'Choose another with --model.'],
  [
    /Raise the setting rationale\.maxTokens \(thinking counts too\), or lower the effort\./,
    'Choose another model.',
  ],
  [/, or (?:rewrite the response|write it) by hand\./, '.'],
  [/Check the network and the base URL/, 'Check the network and ANTHROPIC_BASE_URL'],
  [/, or change the base URL\./, ', or change ANTHROPIC_BASE_URL.'],
];

/** A message of the model's client in the words of the command line. */
export function cliWords(message: string): string {
  return WORDS.reduce((text, [editor, here]) => text.replace(editor, here), message);
}
