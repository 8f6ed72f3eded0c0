/** An error whose message is written for the person at the keyboard: what was wrong, where, and what to do. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
