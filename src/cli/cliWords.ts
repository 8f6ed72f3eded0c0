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
    'Raise --max-tokens (thinking counts too), or lower --effort, and name another file with --out.',
  ],
  [
    /check the settings for model, effort and maximum tokens\./,
    'check --model, --effort and --max-tokens, and name another file with --out.',
  ],
  [/, or (?:rewrite the response|write it) by hand\./, '.'],
  [/\bthe base URL\b/, 'ANTHROPIC_BASE_URL'],
  [/\bas base URL\b/, 'as ANTHROPIC_BASE_URL'],
];

/** A message of the model's client in the words of the command line. */
export function cliWords(message: string): string {
  return WORDS.reduce((text, [editor, here]) => text.replace(editor, here), message);
}
