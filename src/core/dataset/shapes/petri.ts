import type { JsonPath, Transcript } from '../transcript.ts';
import { chatTranscript, recordIdOf } from './build.ts';
import { isMessageList, readMessage } from './messages.ts';
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
    messages.map((message) => readMessage(message.value, message.path)),
  );
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

/** JSON patches of whole messages; a patch inside a message leaves it as it was added. */
function applyPatch(seen: Located[], edit: JsonObject, path: JsonPath): Located[] {
  const patched = [...seen];
  (listField(edit, 'patch') ?? []).forEach((patch, i) => {
    const place = isObject(patch)
      ? /^(?:\/messages)?\/(\d+|-)$/.exec(textField(patch, 'path') ?? '')?.[1]
      : undefined;
    if (!isObject(patch) || place === undefined) {
      return;
    }
    const at = Math.min(place === '-' ? patched.length : Number(place), patched.length);
    const value = objectField(patch, 'value');
    const added = value === null ? [] : [{ value, path: [...path, 'patch', i, 'value'] }];
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
