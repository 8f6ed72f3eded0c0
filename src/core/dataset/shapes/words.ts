/** Whether a text is an id, a code or a name rather than something said: a list of such texts is no chat. */
export function isWord(text: string): boolean {
  return /^(?:[\w.:/-]*[\d_:/-][\w.:/-]*|[A-Z]{3,})$/.test(text.slice(0, 200));
}
