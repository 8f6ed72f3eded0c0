import type { ShapeVariant } from './variants.ts';

const USER = { role: 'user', content: 'Q' };
const ASSISTANT = { role: 'assistant', content: 'A' };
const edit = (operation: object) => ({ type: 'transcript_event', view: ['target'], edit: operation });
const add = (message: object) => edit({ operation: 'add', message });
const reply = (text: string, more: object) => ({
  message_id: text,
  text,
  role: 'assistant',
  rank: null,
  replies: [],
  ...more,
});

/** Calls of services and runs of agents as they are logged; all texts are of our own writing. */
export const RUNS: readonly ShapeVariant[] = [
  {
    what: 'items of the responses api, asked and given',
    shape: 'message-batch',
    record: {
      input: [USER],
      output: [
        { type: 'reasoning', id: 'r', summary: [{ type: 'summary_text', text: 'Hm' }] },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{"a":1}' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A' }] },
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm | !f:{"a":1} | A', 'last@1: ~Hm | !f:{"a":1} | A'],
  },
  {
    what: 'a response stored with its instructions',
    shape: 'message-batch',
    record: {
      id: 'r',
      object: 'response',
      instructions: 'S',
      tools: [{ type: 'function', name: 'f', parameters: {} }],
      output: [
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{}' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A' }] },
      ],
    },
    outline: ['system: S', 'tool f', 'assistant: !f:{} | A', 'last@0: !f:{} | A'],
  },
  {
    what: 'items of the responses api as input',
    shape: 'prompt-only',
    record: {
      input: [
        USER,
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm' }] },
        { type: 'function_call', call_id: 'c', name: 'f', arguments: '{"a":1}' },
        { type: 'function_call_output', call_id: 'c', output: 'R' },
        { type: 'web_search_call', id: 'w', action: { type: 'search', query: 'q' } },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'A' }] },
      ],
    },
    outline: [
      'user: Q',
      'assistant (reasoning): ~Hm',
      'assistant (function_call): !f:{"a":1}',
      'tool (function_call_output): =R',
      'assistant (web_search_call): !web_search_call:{ "type": "search", "query": "q" }*',
      'assistant: A',
      'last@5: A',
    ],
  },
  {
    what: 'responses api request of one text',
    shape: 'message-batch',
    record: { custom_id: 'c', method: 'POST', url: '/v1/responses', body: { model: 'm', input: 'Q' } },
    outline: ['user: Q'],
  },
  {
    what: 'responses api request by itself',
    shape: 'message-batch',
    record: { model: 'm', instructions: 'S', input: [USER], max_output_tokens: 9 },
    outline: ['system: S', 'user: Q'],
  },
  {
    what: 'completions request',
    shape: 'message-batch',
    record: { custom_id: 'c', method: 'POST', url: '/v1/completions', body: { model: 'm', prompt: 'Q' } },
    outline: ['user: Q'],
  },
  {
    what: 'completions result',
    shape: 'message-batch',
    record: {
      custom_id: 'c',
      response: { status_code: 200, body: { object: 'text_completion', choices: [{ text: 'A', index: 0 }] } },
      error: null,
    },
    outline: ['assistant: A', 'last@0: A'],
  },
  {
    what: 'bedrock llama batch',
    shape: 'bedrock-claude',
    record: {
      recordId: '1',
      modelInput: { prompt: 'Q', max_gen_len: 9 },
      modelOutput: { generation: 'A', stop_reason: 'stop' },
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'tool result with an image',
    shape: 'anthropic-messages',
    record: {
      messages: [
        USER,
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't',
              content: [
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A' } },
                { type: 'text', text: 'R' },
              ],
            },
          ],
        },
        ASSISTANT,
      ],
    },
    outline: ['user: Q', 'assistant: !f:{}*', 'tool (user): #(image/png) | =R', 'assistant: A', 'last@3: A'],
  },
  {
    what: 'preferred output that goes on for turns',
    shape: 'openai-preference',
    record: {
      input: { messages: [USER] },
      preferred_output: [ASSISTANT, { role: 'user', content: 'Q2' }, { role: 'assistant', content: 'A2' }],
      non_preferred_output: [{ role: 'assistant', content: 'B' }],
    },
    outline: ['user: Q', 'assistant: A', 'user: Q2', 'assistant: A2', 'chosen@3: A2', 'rejected@1: B'],
  },
  {
    what: 'preferred output alone',
    shape: 'openai-preference',
    record: { input: { messages: [USER] }, preferred_output: [ASSISTANT] },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'petri patch of one text',
    shape: 'petri',
    record: {
      events: [
        add(USER),
        add({ role: 'assistant', content: 'B' }),
        edit({
          operation: 'json_patch',
          patch: [{ op: 'replace', path: '/messages/1/content', value: 'A' }],
        }),
      ],
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'petri with a failed call',
    shape: 'petri',
    record: {
      events: [
        add(USER),
        add({ type: 'api_failure', id: 'f', error_message: 'E', error_category: 'timeout' }),
        add(ASSISTANT),
      ],
    },
    outline: ['user: Q', 'system (api_failure): ?E', 'assistant: A', 'last@2: A'],
  },
  {
    what: 'open assistant tree with a reply that reviewers turned down',
    shape: 'oasst',
    record: {
      message_tree_id: 't',
      prompt: {
        message_id: 'q',
        text: 'Q',
        role: 'prompter',
        replies: [reply('B', { review_result: false }), reply('A', { review_result: true })],
      },
    },
    outline: ['user (prompter): Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'swe-agent steps without a thought',
    shape: 'swe-agent',
    record: {
      trajectory: [{ action: 'ls', observation: 'R', response: 'I look.', thought: '', state: '{}' }],
      info: {},
    },
    outline: ['assistant: I look. | !ls', 'tool (observation): =R', 'last@0 +1: I look. | !ls'],
  },
  {
    what: 'tau-bench run that failed at once',
    shape: 'tau-bench',
    record: { task_id: 3, reward: 0, info: { error: 'E' }, traj: [], trial: 1 },
    outline: [],
  },
  {
    what: 'logged bodies',
    shape: 'message-batch',
    record: {
      request_body: { model: 'm', messages: [USER] },
      response_body: { choices: [{ message: ASSISTANT }] },
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'messages inside a conversation',
    shape: 'chat-aliases',
    record: { id: 4, conversation: { title: 'T', system: 'S', messages: [USER, ASSISTANT] } },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'gemini cli with its calls',
    shape: 'chat-aliases',
    record: {
      sessionId: 's',
      messages: [
        { id: '1', type: 'user', content: 'Q' },
        {
          id: '2',
          type: 'gemini',
          content: 'A',
          thoughts: [{ subject: 'S', description: 'Hm' }],
          toolCalls: [
            {
              id: 'c',
              name: 'f',
              args: { a: 1 },
              result: [{ functionResponse: { id: 'c', name: 'f', response: { output: 'R' } } }],
              status: 'success',
            },
          ],
        },
      ],
    },
    outline: [
      'user: Q',
      'assistant (gemini): ~Hm | A | !f:{ "a": 1 }* | =f:R',
      'last@1: ~Hm | A | !f:{ "a": 1 }* | =f:R',
    ],
  },
  {
    what: 'mistral reasoning in parts',
    shape: 'openai-chat',
    record: {
      messages: [
        USER,
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }], closed: true },
            { type: 'text', text: 'A' },
          ],
        },
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm | A', 'last@1: ~Hm | A'],
  },
  {
    what: 'reasoning in details',
    shape: 'openai-chat',
    record: {
      messages: [
        USER,
        {
          ...ASSISTANT,
          reasoning_details: [
            { type: 'reasoning.text', text: 'Hm', signature: null },
            { type: 'reasoning.encrypted', data: 'x' },
          ],
        },
        USER,
        { ...ASSISTANT, thinking_blocks: [{ type: 'thinking', thinking: 'Oh', signature: 's' }] },
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm | A', 'user: Q', 'assistant: ~Oh | A', 'last@3: ~Oh | A'],
  },
  {
    what: 'plan before a call',
    shape: 'openai-chat',
    record: {
      messages: [
        USER,
        {
          role: 'assistant',
          tool_plan: 'Hm',
          tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'c', content: [{ type: 'document', document: { data: 'R' } }] },
        ASSISTANT,
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm | !f:{}', 'tool: ?(document)*', 'assistant: A', 'last@3: A'],
  },
  {
    what: 'harmony call',
    shape: 'openai-chat',
    record: {
      messages: [
        USER,
        { role: 'assistant', channel: 'commentary', recipient: 'functions.f', content: '{"a":1}' },
        { role: 'tool', name: 'functions.f', content: 'R' },
        { ...ASSISTANT, channel: 'final' },
      ],
    },
    outline: [
      'user: Q',
      'assistant: !functions.f:{"a":1}',
      'tool: =functions.f:R',
      'assistant: A',
      'last@3: A',
    ],
  },
  {
    what: 'results of the services own tools',
    shape: 'anthropic-messages',
    record: {
      messages: [
        USER,
        {
          role: 'assistant',
          content: [
            { type: 'server_tool_use', id: 't', name: 'bash_code_execution', input: { command: 'ls' } },
            {
              type: 'bash_code_execution_tool_result',
              tool_use_id: 't',
              content: { type: 'bash_code_execution_result', stdout: 'R' },
            },
            { type: 'text', text: 'A' },
          ],
        },
      ],
    },
    outline: [
      'user: Q',
      'assistant: !bash_code_execution:{ "command": "ls" }* | ={ "type": "bash_code_execution_result", * | A',
      'last@1: !bash_code_execution:{ "command": "ls" }* | ={ "type": "bash_code_execution_result", * | A',
    ],
  },
  {
    what: 'messages given and messages got',
    shape: 'message-batch',
    record: { inputs: { messages: [USER] }, outputs: { messages: [USER, ASSISTANT] } },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'messages as columns',
    shape: 'chat-aliases',
    record: { id: 1, messages: { role: ['system', 'user', 'assistant'], content: ['S', 'Q', 'A'] } },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'turns as columns with numbers for speakers',
    shape: 'chat-aliases',
    record: { dialogue_id: 'd', turns: { turn_id: ['0', '1'], speaker: [0, 1], utterance: ['Q', 'A'] } },
    outline: ['user (0): Q', 'assistant (1): A', 'last@1: A'],
  },
  {
    what: 'tool result that is an image alone',
    shape: 'anthropic-messages',
    record: {
      messages: [
        USER,
        { role: 'assistant', content: [{ type: 'tool_use', id: 't', name: 'f', input: {} }] },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 't',
              content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A' } }],
            },
          ],
        },
      ],
    },
    outline: ['user: Q', 'assistant: !f:{}*', 'tool (user): #(image/png)', 'last@1 +1: !f:{}*'],
  },
  {
    what: 'redacted reasoning with its summary',
    shape: 'inspect-sample',
    record: {
      id: 1,
      epoch: 1,
      input: 'Q',
      target: 'T',
      scores: {},
      messages: [
        USER,
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', reasoning: 'gAAAAB', summary: 'Hm', redacted: true },
            { type: 'reasoning', reasoning: 'gAAAAC', redacted: true },
            { type: 'reasoning', reasoning: '', summary: 'Oh', redacted: false },
            { type: 'text', text: 'A' },
          ],
        },
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm | ?(redacted)* | ~Oh | A', 'last@1: ~Hm | ?(redacted)* | ~Oh | A'],
  },
  {
    what: 'letters that name numbered answers',
    shape: 'comparison',
    record: { prompt: 'Q', response_1: 'A', response_2: 'B', winner: 'model_b' },
    outline: ['user: Q', 'assistant: B', 'chosen@1: B', 'rejected@1: A'],
  },
];
