import type { ToolDefinition } from '../transcript.ts';
import {
  field,
  firstKey,
  isList,
  isObject,
  isText,
  type JsonObject,
  renderJson,
  textField,
} from './values.ts';

const KEYS = [
  'tools',
  'functions',
  'toolConfig',
  'tool_config',
  'available_tools',
  'tool_schemas',
  'function',
] as const;

/** The tool definitions of a record or request: a list, or JSON text of one, in any provider's form. */
export function toolsOf(record: JsonObject): readonly ToolDefinition[] {
  const key = firstKey(record, KEYS);
  return key === null ? [] : readTools(field(record, key));
}

export function readTools(value: unknown): readonly ToolDefinition[] {
  if (isText(value)) {
    return readTools(parsed(value));
  }
  if (isList(value)) {
    return value.flatMap(readTool);
  }
  if (isObject(value)) {
    // Bedrock wraps the list; some datasets key it by name.
    const inner = firstKey(value, ['tools', 'functionDeclarations', 'function_declarations'], isList);
    return inner === null ? readTool(value) : readTools(field(value, inner));
  }
  return [];
}

function readTool(value: unknown): ToolDefinition[] {
  if (isText(value)) {
    const inner = parsed(value);
    return isObject(inner) ? readTool(inner) : [{ name: value, description: '', parameters: '' }];
  }
  if (!isObject(value)) {
    return [];
  }
  const wrapper = firstKey(value, ['function', 'toolSpec', 'tool_spec'], isObject);
  if (wrapper !== null) {
    return readTool(field(value, wrapper));
  }
  const list = firstKey(value, ['functionDeclarations', 'function_declarations'], isList);
  if (list !== null) {
    return [...readTools(field(value, list))];
  }
  const name = textField(value, 'name') ?? textField(value, 'type');
  if (name === null) {
    return [];
  }
  const schema = firstKey(value, [
    'parameters',
    'input_schema',
    'inputSchema',
    'parametersJsonSchema',
    'args',
  ]);
  const given = schema === null ? undefined : field(value, schema);
  const parameters = isText(given) ? given : given === undefined ? '' : renderJson(given);
  return [{ name, description: textField(value, 'description') ?? '', parameters }];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
