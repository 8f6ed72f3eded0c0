/**
 * Keeps what is typed on the page: VS Code hears every key that reaches it and cannot see that text is being written, and
 * single letters are commands there. Chords and function keys go on.
 */
export function keepTyping(event: KeyboardEvent): void {
  if (!event.ctrlKey && !event.metaKey && !/^F\d/.test(event.key)) event.stopPropagation();
}
