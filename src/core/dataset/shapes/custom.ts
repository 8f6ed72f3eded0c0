import type { JsonPath, Role, Segment, Transcript, Turn } from '../transcript.ts';
import { chatTranscript, preferenceTranscript, recordIdOf } from './build.ts';
import { contentSegments } from './content.ts';
import type { CustomMapping } from './customMapping.ts';
import { readMessage } from './messages.ts';
import { roleOf } from './roles.ts';
import type { Shape } from './shape.ts';
import { joinChat, readAnswer, readPrompt } from './sides.ts';
import { field, isList, isObject, isText } from './values.ts';

/** A shape that reads records by a mapping of paths. */
export function customShape(mapping: CustomMapping): Shape {
  return {
    name: mapping.name,
    title: mapping.name,
    example: '',
    // The user said so: this is surer than any guess.
    recognise: (value) => (readMapped(mapping, value) === null ? 0 : 2),
    read: (value) => readMapped(mapping, value),
  };
}

/** Keys joined by dots; digits are an index where the value is a list. */
function resolve(value: unknown, path: string | undefined): { value: unknown; path: JsonPath } | null {
  if (path === undefined) {
    return null;
  }
  let found = value;
  const steps: (string | number)[] = [];
  for (const step of path.split('.')) {
    if (isList(found) && /^\d+$/.test(step)) {
      found = found[Number(step)];
      steps.push(Number(step));
    } else if (isObject(found)) {
      found = field(found, step);
      steps.push(step);
    } else {
      return null;
    }
  }
  return found === undefined || found === null ? null : { value: found, path: steps };
}

function readMapped(mapping: CustomMapping, value: unknown): Transcript | null {
  if (!isObject(value)) {
    return null;
  }
  const id = resolve(value, mapping.id)?.value;
  const system = resolve(value, mapping.system);
  const parts = {
    shape: mapping.name,
    record: value,
    recordId: isText(id) || typeof id === 'number' ? String(id) : recordIdOf(value),
    system: system === null ? [] : contentSegments(system.value, system.path, 'system'),
  };
  const list = resolve(value, mapping.messages);
  const prompt = resolve(value, mapping.prompt);
  const context = [
    ...(list !== null && isList(list.value) ? mappedTurns(mapping, list.value, list.path) : []),
    ...(prompt === null ? [] : readPrompt(prompt.value, prompt.path)),
  ];
  const chosen = resolve(value, mapping.chosen);
  const rejected = resolve(value, mapping.rejected);
  if (chosen !== null && rejected !== null) {
    const side = (found: { value: unknown; path: JsonPath }) =>
      joinChat(context, readAnswer(found.value, found.path));
    return preferenceTranscript(parts, side(chosen), side(rejected));
  }
  const response = resolve(value, mapping.response);
  const answer = response === null ? [] : readAnswer(response.value, response.path);
  const turns = [...context, ...withReasoning(answer, reasoningOf(mapping, value))];
  return turns.length === 0 ? null : chatTranscript(parts, turns);
}

function reasoningOf(mapping: CustomMapping, value: unknown): Segment[] {
  const found = resolve(value, mapping.reasoning);
  return found === null
    ? []
    : contentSegments(found.value, found.path, 'user').map((segment) => ({
        ...segment,
        kind: 'reasoning' as const,
      }));
}

function withReasoning(answer: readonly Turn[], reasoning: readonly Segment[]): readonly Turn[] {
  const [first, ...rest] = answer;
  return first === undefined ? [] : [{ ...first, segments: [...reasoning, ...first.segments] }, ...rest];
}

function mappedTurns(mapping: CustomMapping, list: readonly unknown[], path: JsonPath): Turn[] {
  return list.flatMap((message, i): Turn[] => {
    const at = [...path, i];
    if (mapping.role === undefined && mapping.content === undefined) {
      return isObject(message) ? [readMessage(message, at)] : [];
    }
    const named = resolve(message, mapping.role ?? 'role')?.value;
    const speaker = isText(named) || typeof named === 'number' ? String(named) : 'unknown';
    const role = mappedRole(mapping, speaker);
    const content = resolve(message, mapping.content ?? 'content');
    const segments = content === null ? [] : contentSegments(content.value, [...at, ...content.path], role);
    return [{ role, speaker, segments }];
  });
}

function mappedRole(mapping: CustomMapping, speaker: string): Role {
  if (mapping.assistant?.includes(speaker) === true) {
    return 'assistant';
  }
  return mapping.user?.includes(speaker) === true ? 'user' : roleOf(speaker);
}
