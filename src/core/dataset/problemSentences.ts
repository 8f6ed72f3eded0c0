import { retell, retelling, template } from '../text/retell.ts';

/** What reading a line says is wrong with it, and why a file is only read. */
const PROBLEMS = retelling(
  [
    template('Not valid JSON: {0} (at character {1}).'),
    template('Not valid JSON.'),
    template('This record cannot be read as {0}.'),
    template('This line is JSON null, not a record.'),
    template('This line is a JSON array, not a record.'),
    template('This line is a JSON {0}, not a record.'),
    template('This record is empty: no chat was found in it.'),
    template('No chat was found in this record (its keys: {0}).'),
    template('This is the log of a session, which stays as it was written. Convert it to JSONL to edit it.'),
    template('This is an evaluation log, which stays as it was written. Convert it to JSONL to edit it.'),
    template('This is a log of a run, which stays as it was written. Convert it to JSONL to edit it.'),
  ],
  [
    template('a comma has nothing after it'),
    template('a key in double quotes is missing'),
    template('a key has no colon after it'),
    template('the line breaks off before the record ends'),
    template('{0} is not a JSON number'),
    template('{0} is not JSON, which has null, true and false'),
    template('a text is in single quotes, where JSON has double quotes'),
    template('a comment stands here, and JSON has none'),
    template('a value is missing before “{0}”'),
    template('“{0}” is not a JSON value'),
    template('a text has a control character in it that is not escaped'),
    template('a backslash in a text begins no escape of JSON'),
    template('the line breaks off inside a text, whose closing quote is missing'),
    template('a {0} is missing'),
    template('a comma is missing before “{0}”'),
    template('two records stand on one line'),
    template('the record is followed by “{0}”'),
  ],
);

/** What is wrong with a line, or why a file is only read, in the reader's language. */
export function problemSentence(message: string): string {
  return retell(PROBLEMS, message);
}
