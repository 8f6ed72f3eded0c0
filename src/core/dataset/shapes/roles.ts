import type { Role } from '../transcript.ts';

const ROLES: ReadonlyMap<string, Role> = new Map<string, Role>([
  ...named('system', ['system', 'developer', 'sys', 'system_prompt', 'instructions', 'root', 'platform']),
  ...named('user', ['user', 'human', 'prompter', 'customer', 'client', 'student', 'patient', 'instruction']),
  ...named('user', [
    'input',
    'question',
    'query',
    'prompt',
    'person',
    'seeker',
    'usr',
    'auditor',
    'red_team',
  ]),
  ...named('assistant', ['assistant', 'gpt', 'model', 'bot', 'chatbot', 'ai', 'claude', 'chatgpt', 'bard']),
  ...named('assistant', ['bing', 'llm', 'agent', 'completion', 'answer', 'response', 'output', 'target']),
  ...named('assistant', [
    'function_call',
    'tool_call',
    'tool_calls',
    'function-call',
    'thought',
    'reasoning',
  ]),
  ...named('assistant', ['assistant_tool_call', 'helper', 'tutor', 'supporter', 'asst', 'bot_message']),
  ...named('tool', ['tool', 'function', 'observation', 'tool_result', 'tool_response', 'tool_results']),
  ...named('tool', ['ipython', 'function_response', 'function_result', 'environment', 'tool-response']),
  ...named('system', ['系统']),
  ...named('user', ['用户', '人类', '问']),
  ...named('assistant', ['助手', '机器人', '模型', '答']),
  ...named('tool', ['工具']),
  ...named('tool', ['toolresult', 'tool_output', 'function-response', 'env', 'tooluse_result']),
]);

function named(role: Role, names: readonly string[]): [string, Role][] {
  return names.map((name) => [name, role]);
}

/** The role that a speaker's name stands for; null when it is nobody known (a person's name, a number). */
export function knownRole(speaker: string): Role | null {
  const name = speaker.trim().toLowerCase();
  const known = ROLES.get(name);
  if (known !== undefined) {
    return known;
  }
  // `assistant (final)`, `Claude 3 Opus`, `gpt-4o`, `user_1`
  const stem =
    /^(system|user|human|assistant|claude|chatgpt|gpt|gemini|llama|mistral|qwen|bot|ai|model|tool)(?![a-z])/.exec(
      name,
    )?.[1];
  if (stem === undefined) {
    return null;
  }
  return ROLES.get(stem) ?? 'assistant';
}

/** The role of a speaker; a speaker who is not known counts as a user. */
export function roleOf(speaker: string): Role {
  return knownRole(speaker) ?? 'user';
}

/** Whether a speaker's whole message is a call of a tool, as ShareGPT writes it. */
export function speaksToolCall(speaker: string): boolean {
  return /^(function|tool)[-_]calls?$|^assistant_tool_call$/i.test(speaker);
}

/** Whether a speaker's whole message is reasoning. */
export function speaksReasoning(speaker: string): boolean {
  return /^(thought|thinking|reasoning)$/i.test(speaker);
}
