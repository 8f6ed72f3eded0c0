import type { JsonPath, Transcript, Turn } from '../transcript.ts';
import { chatTranscript } from './build.ts';
import { isMessageList, readMessage, readMessages } from './messages.ts';
import type { Shape, Variant } from './shape.ts';
import {
  field,
  firstKey,
  has,
  isObject,
  isText,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

/** How many paths of one tree are offered. */
const MAX_PATHS = 200;

/** Open Assistant: a tree of messages, of which the path of best-ranked replies is the chat; or single messages. */
export const oasst: Shape = {
  name: 'oasst',
  title: 'Open Assistant tree',
  example:
    '{"message_tree_id": "…", "prompt": {"text": "…", "role": "prompter", "replies": [{"text": "…", "role": "assistant", "rank": 0, "replies": []}]}}',
  most: 0.99,

  recognise(value) {
    if (!isObject(value)) {
      return 0;
    }
    const root = objectField(value, 'prompt');
    if (root !== null && has(root, 'text') && has(root, 'replies')) {
      return 0.99;
    }
    if (has(value, 'text') && has(value, 'role') && (has(value, 'replies') || has(value, 'message_id'))) {
      return 0.95;
    }
    return threadOf(value) === null ? 0 : 0.95;
  },

  read(value) {
    if (!isObject(value)) {
      return null;
    }
    const thread = threadOf(value);
    if (thread !== null) {
      return chatTranscript({ shape: this.name, record: value }, readMessages(thread.list, [thread.key]));
    }
    const root = rootOf(value);
    return root === null ? null : readPath(value, bestPath(root));
  },

  variants(value) {
    const root = isObject(value) && threadOf(value) === null ? rootOf(value) : null;
    const paths = root === null ? [] : allPaths(root);
    return paths.length < 2
      ? []
      : paths.map(
          (path, i): Variant => ({
            title: i === 0 ? 'Best-ranked path' : `Path ${i + 1} of ${paths.length}`,
            read: () => (isObject(value) ? readPath(value, path) : null),
          }),
        );
  },
};

interface Node {
  readonly message: JsonObject;
  readonly path: JsonPath;
}

function rootOf(record: JsonObject): Node | null {
  const prompt = objectField(record, 'prompt');
  if (prompt !== null) {
    return { message: prompt, path: ['prompt'] };
  }
  return has(record, 'text') ? { message: record, path: [] } : null;
}

/** A thread is a flat list of Open Assistant's messages. */
function threadOf(record: JsonObject): { key: string; list: readonly unknown[] } | null {
  const key = firstKey(record, ['thread', 'messages'], (found) => {
    const first = isMessageList(found) ? found[0] : null;
    return isObject(first) && has(first, 'text') && textField(first, 'role') === 'prompter';
  });
  const list = key === null ? null : listField(record, key);
  return key === null || list === null ? null : { key, list };
}

/** The replies to a message, the best-ranked first; those without a rank last, as written. */
function repliesTo(node: Node): Node[] {
  const replies = (listField(node.message, 'replies') ?? []).flatMap((reply, i): Node[] =>
    isObject(reply) ? [{ message: reply, path: [...node.path, 'replies', i] }] : [],
  );
  return replies.sort((a, b) => rankOf(a.message) - rankOf(b.message));
}

function rankOf(message: JsonObject): number {
  const rank = field(message, 'rank');
  if (field(message, 'deleted') === true) {
    return 3e9;
  }
  // What reviewers turned down as spam was never ranked.
  return typeof rank === 'number' ? rank : field(message, 'review_result') === false ? 2e9 : 1e9;
}

function bestPath(root: Node): readonly Node[] {
  const path = [root];
  for (let next = repliesTo(root)[0]; next !== undefined; next = repliesTo(next)[0]) {
    path.push(next);
  }
  return path;
}

/** Every path from the root to a leaf, the best first; without recursion, since a tree may be deep. */
function allPaths(root: Node): (readonly Node[])[] {
  const paths: (readonly Node[])[] = [];
  const open: (readonly Node[])[] = [[root]];
  for (let path = open.pop(); path !== undefined && paths.length < MAX_PATHS; path = open.pop()) {
    const leaf = path.at(-1);
    const replies = leaf === undefined ? [] : repliesTo(leaf);
    if (replies.length === 0) {
      paths.push(path);
    }
    for (const reply of replies.reverse()) {
      open.push([...path, reply]);
    }
  }
  return paths;
}

function readPath(record: JsonObject, path: readonly Node[]): Transcript {
  const turns: Turn[] = path.map((node) => readMessage(node.message, node.path));
  // A message alone names its tree, too, which holds many more.
  const keys = has(record, 'prompt') ? ['message_tree_id', 'message_id'] : ['message_id', 'message_tree_id'];
  const key = firstKey(record, keys, isText);
  const recordId = key === null ? null : textField(record, key);
  return chatTranscript({ shape: oasst.name, record, recordId }, turns);
}
