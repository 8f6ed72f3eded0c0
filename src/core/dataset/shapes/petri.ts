import type { JsonPath, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, recordIdOf } from './build.ts';
import { isMessageList, readMessage } from './messages.ts';
import { wholeSegment } from './segments.ts';
import type { Shape } from './shape.ts';
import { readTools } from './tools.ts';
import {
  field,
  isList,
  isObject,
  isText,
  type JsonObject,
  listField,
  objectField,
  textField,
} from './values.ts';

/** Petri and Bloom: an audit as a list of events that edit what the target and the auditor see. */
export const petri: Shape = {
  name: 'petri',
  title: 'Petri or Bloom transcript',
  example:
    '{"metadata": {…}, "events": [{"view": ["target"], "edit": {"operation": "add", "message": {…}}}], "target_messages": […]}',

  recognise(value) {
    const found = isObject(value) ? auditIn(value) : null;
    return found === null ? 0 : 0.98;
  },

  read(value) {
    const found = isObject(value) ? auditIn(value) : null;
    return isObject(value) && found !== null ? readAudit(value, found) : null;
  },
};

interface Located {
  readonly value: JsonObject;
  readonly path: JsonPath;
  /** Where the message's content stands, if a patch replaced it. */
  readonly content?: JsonPath;
}

/** The audit itself: the record, or its `transcript`. */
function auditIn(record: JsonObject): Located | null {
  const inner = objectField(record, 'transcript');
  const found = inner === null ? { value: record, path: [] } : { value: inner, path: ['transcript'] };
  const hasMessages = isMessageList(field(found.value, 'target_messages'));
  const events = listField(found.value, 'events') ?? [];
  return hasMessages || events.some((event) => isObject(event) && isObject(field(event, 'edit')))
    ? found
    : null;
}

function readAudit(record: JsonObject, audit: Located): Transcript {
  const events = listField(audit.value, 'events') ?? [];
  const stored = field(audit.value, 'target_messages');
  const messages = isMessageList(stored)
    ? stored.flatMap((value, i) =>
        isObject(value) ? [{ value, path: [...audit.path, 'target_messages', i] }] : [],
      )
    : replay(events, [...audit.path, 'events']);
  const metadata = objectField(audit.value, 'metadata');
  return chatTranscript(
    {
      shape: petri.name,
      record,
      recordId: (metadata === null ? null : textField(metadata, 'transcript_id')) ?? recordIdOf(record),
      tools: readTools(events.flatMap(toolIn)),
    },
    messages.map(auditTurn),
  );
}

function auditTurn(message: Located): Turn {
  const { value, path, content } = message;
  if (textField(value, 'type') === 'api_failure') {
    const text = textField(value, 'error_message') ?? '';
    const failure = wholeSegment(text, [...path, 'error_message'], 'other', 'api_failure');
    return { role: 'system', speaker: 'api_failure', segments: [failure] };
  }
  const turn = readMessage(value, path);
  return content === undefined ? turn : { ...turn, segments: turn.segments.map(movedTo(content, path)) };
}

/** Gives the content of a message, which a patch replaced, the place where the patch says it. */
function movedTo(content: JsonPath, path: JsonPath): (segment: Segment) => Segment {
  return (segment) =>
    segment.origin?.path[path.length] === 'content'
      ? {
          ...segment,
          origin: { ...segment.origin, path: [...content, ...segment.origin.path.slice(path.length + 1)] },
        }
      : segment;
}

/** What the target sees after all events. */
function replay(events: readonly unknown[], path: JsonPath): Located[] {
  let seen: Located[] = [];
  const isSeen = events.some((event) => isObject(event) && isForTarget(field(event, 'view')))
    ? isForTarget
    : isCombined;
  events.forEach((event, i) => {
    const edit = isObject(event) ? objectField(event, 'edit') : null;
    if (isObject(event) && edit !== null && isSeen(field(event, 'view'))) {
      seen = applyEdit(seen, edit, [...path, i, 'edit']);
    }
  });
  return seen;
}

function isForTarget(view: unknown): boolean {
  const views = isList(view) ? view : [view];
  return views.some((name) => isText(name) && name.startsWith('target'));
}

/** Where an audit keeps no target view, the combined one is what there is. */
function isCombined(view: unknown): boolean {
  return isList(view) ? view.includes('combined') : view === 'combined';
}

function applyEdit(seen: Located[], edit: JsonObject, path: JsonPath): Located[] {
  switch (textField(edit, 'operation')) {
    case 'add':
    case 'add_message': {
      const message = objectField(edit, 'message');
      return message === null ? seen : [...seen, { value: message, path: [...path, 'message'] }];
    }
    case 'rollback': {
      const id = textField(edit, 'to_id');
      const at = id === null ? -1 : seen.findIndex((message) => field(message.value, 'id') === id);
      const count = field(edit, 'count');
      return at !== -1
        ? seen.slice(0, at + 1)
        : typeof count === 'number' && count > 0
          ? seen.slice(0, Math.max(0, seen.length - Math.floor(count)))
          : seen;
    }
    case 'reset': {
      const key = isList(field(edit, 'new_messages')) ? 'new_messages' : 'messages';
      return (listField(edit, key) ?? []).flatMap((message, i) =>
        isObject(message) ? [{ value: message, path: [...path, key, i] }] : [],
      );
    }
    case 'json_patch':
      return applyPatch(seen, edit, path);
    default:
      return seen;
  }
}

/** JSON patches of whole messages and of what one says; any other patch leaves its message as it was added. */
function applyPatch(seen: Located[], edit: JsonObject, path: JsonPath): Located[] {
  const patched = [...seen];
  (listField(edit, 'patch') ?? []).forEach((patch, i) => {
    const place = isObject(patch)
      ? /^(?:\/messages)?\/(\d+|-)(\/content)?$/.exec(textField(patch, 'path') ?? '')
      : null;
    const [, index, inside] = place ?? [];
    if (!isObject(patch) || index === undefined) {
      return;
    }
    const at = Math.min(index === '-' ? patched.length : Number(index), patched.length);
    const source: JsonPath = [...path, 'patch', i, 'value'];
    const old = patched[at];
    if (inside !== undefined) {
      if (old !== undefined && textField(patch, 'op') === 'replace') {
        patched[at] = { ...old, value: { ...old.value, content: field(patch, 'value') }, content: source };
      }
      return;
    }
    const value = objectField(patch, 'value');
    const added = value === null ? [] : [{ value, path: source }];
    switch (textField(patch, 'op')) {
      case 'add':
        patched.splice(at, 0, ...added);
        break;
      case 'replace':
        patched.splice(at, 1, ...added);
        break;
      case 'remove':
        patched.splice(at, 1);
        break;
      default:
        break;
    }
  });
  return patched;
}

function toolIn(event: unknown): unknown[] {
  const tool =
    isObject(event) && textField(event, 'type') === 'tool_creation_event' ? field(event, 'tool') : null;
  return isObject(tool) ? [tool] : [];
}
