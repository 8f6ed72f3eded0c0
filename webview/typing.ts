/**
 * Keeps what is typed on the page: VS Code hears every key that reaches it and cannot see that text is being written, and
 * single letters are commands there. Chords and function keys go on.
 */
export function keepTyping(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !/^F\d/.test(event.key)) event.stopPropagation();
}

/**
 * Keeps letters on a page beside an editor, where they look for a choice or mean nothing: VS Code does not see that the page
 * has the keyboard, and would decide about the record in the editor by them.
 */
export function keepLetters(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (key.length === 1 && !ctrlKey && !metaKey && !altKey) event.stopPropagation();
}
