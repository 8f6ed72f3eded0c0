import type { ShapeVariant } from './variants.ts';

/** Chats as public datasets write them; all texts are of our own writing. */
export const CHATS: readonly ShapeVariant[] = [
  {
    what: 'messages json string',
    shape: 'openai-chat',
    record: { messages: '[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]' },
    outline: ['user: Hi*', 'assistant: Hello*', 'last@1: Hello*'],
  },
  {
    what: 'conversations json string',
    shape: 'sharegpt',
    record: { conversations: '[{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]' },
    outline: ['user (human): Hi*', 'assistant (gpt): Hello*', 'last@1: Hello*'],
  },
  {
    what: 'messages of json strings',
    shape: 'openai-chat',
    record: { messages: ['{"role":"user","content":"Hi"}', '{"role":"assistant","content":"Hello"}'] },
    outline: ['user: Hi*', 'assistant: Hello*', 'last@1: Hello*'],
  },
  {
    what: 'chat.completion',
    shape: 'openai-chat',
    record: {
      id: 'c',
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
      usage: {},
    },
    outline: ['assistant: Hello', 'last@0: Hello'],
  },
  {
    what: 'stored completion',
    shape: 'openai-chat',
    record: {
      id: 'c',
      object: 'chat.completion',
      messages: [{ role: 'user', content: 'Hi' }],
      choices: [{ message: { role: 'assistant', content: 'Hello' } }],
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'openai evals',
    shape: 'query-response',
    record: {
      input: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'Hi' },
      ],
      ideal: 'Hello',
    },
    outline: ['system: S', 'user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'vertex chat-bison',
    shape: 'chat-aliases',
    record: {
      context: 'Be kind',
      messages: [
        { author: 'user', content: 'Hi' },
        { author: 'bot', content: 'Hello' },
      ],
    },
    outline: ['system: Be kind', 'user: Hi', 'assistant (bot): Hello', 'last@1: Hello'],
  },
  {
    what: 'xlam',
    shape: 'query-response',
    record: {
      id: 0,
      query: 'Q',
      answers: '[{"name":"f","arguments":{"a":1}}]',
      tools: '[{"name":"f","description":"d","parameters":{}}]',
    },
    outline: [
      'tool f',
      'user: Q',
      'assistant (answers): ![{"name":"f","arguments":{"a":1}}]',
      'last@1: ![{"name":"f","arguments":{"a":1}}]',
    ],
  },
  {
    what: 'bfcl',
    shape: 'prompt-only',
    record: {
      id: 's0',
      question: [[{ role: 'user', content: 'Q' }]],
      function: [{ name: 'f', description: 'd', parameters: {} }],
    },
    outline: ['tool f', 'user: Q'],
  },
  {
    what: 'claude export',
    shape: 'chat-aliases',
    record: {
      uuid: 'u',
      name: 'n',
      created_at: 't',
      chat_messages: [
        {
          uuid: '1',
          text: 'Hi',
          content: [{ type: 'text', text: 'Hi' }],
          sender: 'human',
          attachments: [],
          files: [],
        },
        { uuid: '2', text: 'Hello', content: [{ type: 'text', text: 'Hello' }], sender: 'assistant' },
      ],
    },
    outline: ['user (human): Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'cohere',
    shape: 'chat-aliases',
    record: {
      message: 'Now?',
      chat_history: [
        { role: 'USER', message: 'Hi' },
        { role: 'CHATBOT', message: 'Hello' },
      ],
      preamble: 'S',
      response: 'Yes.',
    },
    outline: [
      'system: S',
      'user (USER): Hi',
      'assistant (CHATBOT): Hello',
      'user (message): Now?',
      'assistant: Yes.',
      'last@3: Yes.',
    ],
  },
  {
    what: 'metharme',
    shape: 'query-response',
    record: { prompt: 'Q', generation: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'oasst axo',
    shape: 'query-response',
    record: { INSTRUCTION: 'Q', RESPONSE: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'openorca',
    shape: 'query-response',
    record: { id: 'x', system_prompt: 'S', question: 'Q', response: 'A' },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'gemini cli',
    shape: 'chat-aliases',
    record: {
      sessionId: 's',
      projectHash: 'p',
      messages: [
        { id: '1', type: 'user', content: 'Hi' },
        {
          id: '2',
          type: 'gemini',
          content: 'Hello',
          thoughts: [{ subject: 'S', description: 'D' }],
          toolCalls: [],
        },
      ],
    },
    outline: ['user: Hi', 'assistant (gemini): ~D | Hello', 'last@1: ~D | Hello'],
  },
  {
    what: 'wildguard',
    shape: 'query-response',
    record: { prompt: 'Q', response: 'A', prompt_harm_label: 'harmful', adversarial: true },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'openhermes',
    shape: 'sharegpt',
    record: {
      source: 'x',
      category: null,
      system_prompt: null,
      conversations: [
        { from: 'human', value: 'Q', weight: 0 },
        { from: 'gpt', value: 'A', weight: 1 },
      ],
    },
    outline: ['user (human): Q', 'assistant (gpt): A', 'last@1: A'],
  },
  {
    what: 'deepseek r1 distill',
    shape: 'openai-chat',
    record: {
      problem: 'P',
      solution: 'S',
      answer: '4',
      generations: ['<think>x</think>y'],
      messages: [
        { role: 'user', content: 'P' },
        { role: 'assistant', content: '<think>x</think>y' },
      ],
    },
    outline: ['user: P', 'assistant: ~x | y', 'last@1: ~x | y'],
  },
  {
    what: 'openthoughts',
    shape: 'sharegpt',
    record: {
      system: 'S',
      conversations: [
        { from: 'user', value: 'Q' },
        {
          from: 'assistant',
          value:
            '<|begin_of_thought|>\n\nhm\n\n<|end_of_thought|>\n\n<|begin_of_solution|>\n\n4\n\n<|end_of_solution|>',
        },
      ],
    },
    outline: ['system: S', 'user: Q', 'assistant: ~hm | 4', 'last@1: ~hm | 4'],
  },
  {
    what: 's1k',
    shape: 'query-response',
    record: { question: 'Q', thinking_trajectories: ['hm'], attempt: '4', solution: '4' },
    outline: ['user: Q', 'assistant: 4', 'last@1: 4'],
  },
  {
    what: 'gsm8k',
    shape: 'query-response',
    record: { question: 'Q', answer: 'A #### 4' },
    outline: ['user: Q', 'assistant: A #### 4', 'last@1: A #### 4'],
  },
  {
    what: 'constitutional harmless',
    shape: 'openai-chat',
    record: {
      init_prompt: 'Q',
      init_response: 'bad',
      critic_prompt: 'c',
      critic_response: 'cr',
      revision_prompt: 'rp',
      revision_response: 'good',
      prompt: 'Q',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'content list strings',
    shape: 'openai-chat',
    record: {
      messages: [
        { role: 'user', content: ['Hi'] },
        { role: 'assistant', content: ['Hello'] },
      ],
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'langchain',
    shape: 'chat-aliases',
    record: {
      messages: [
        { type: 'human', content: 'Hi' },
        { type: 'ai', content: 'Hello' },
      ],
    },
    outline: ['user (human): Hi', 'assistant (ai): Hello', 'last@1: Hello'],
  },
  {
    what: 'langchain2',
    shape: 'chat-aliases',
    record: {
      messages: [
        { type: 'human', data: { content: 'Hi' } },
        { type: 'ai', data: { content: 'Hello' } },
      ],
    },
    outline: ['user (human): Hi', 'assistant (ai): Hello', 'last@1: Hello'],
  },
  {
    what: 'langchain lc',
    shape: 'chat-aliases',
    record: {
      messages: [
        {
          lc: 1,
          type: 'constructor',
          id: ['langchain', 'schema', 'messages', 'HumanMessage'],
          kwargs: { content: 'Hi' },
        },
        { lc: 1, type: 'constructor', id: ['x', 'AIMessage'], kwargs: { content: 'Hello' } },
      ],
    },
    outline: ['user (human): Hi', 'assistant (ai): Hello', 'last@1: Hello'],
  },
  {
    what: 'soda',
    shape: 'chat-aliases',
    record: { speakers: ['A', 'B'], dialogue: ['Hi', 'Hello'] },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'messages tuple',
    shape: 'chat-aliases',
    record: {
      conversations: [
        ['Human', 'Hi'],
        ['Assistant', 'Hello'],
      ],
    },
    outline: ['user (Human): Hi', 'assistant (Assistant): Hello', 'last@1: Hello'],
  },
  {
    what: 'messages pairs',
    shape: 'chat-aliases',
    record: {
      conversations: [
        ['Hi', 'Hello'],
        ['Bye', 'Ciao'],
      ],
    },
    outline: ['user: Hi', 'assistant: Hello', 'user: Bye', 'assistant: Ciao', 'last@3: Ciao'],
  },
  {
    what: 'ultrachat',
    shape: 'chat-aliases',
    record: { id: '0', data: ['Hi', 'Hello'] },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'opus sharegpt system key',
    shape: 'sharegpt',
    record: {
      system: 'S',
      conversation: [
        { from: 'human', value: 'Q' },
        { from: 'gpt', value: 'A' },
      ],
    },
    outline: ['system: S', 'user (human): Q', 'assistant (gpt): A', 'last@1: A'],
  },
  {
    what: 'moral dilemma pair',
    shape: 'query-response',
    record: { scenario: 'S', response: 'R', constitution: 'C' },
    outline: ['user: S', 'assistant: R', 'last@1: R'],
  },
  {
    what: 'critique rev',
    shape: 'query-response',
    record: { prompt: 'Q', original_response: 'a', critique: 'c', revised_response: 'b' },
    outline: ['user: Q', 'assistant: b', 'last@1: b'],
  },
  {
    what: 'deepeval',
    shape: 'query-response',
    record: { input: 'Q', actual_output: 'A', expected_output: 'B' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'user/assistant keys',
    shape: 'query-response',
    record: { user: 'Q', assistant: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'system user assistant',
    shape: 'query-response',
    record: { system: 'S', user: 'Q', assistant: 'A' },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'inputs/targets',
    shape: 'query-response',
    record: { inputs: 'Q', targets: 'A', task: 'x' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'instruction_backtr',
    shape: 'alpaca',
    record: { instruction: 'Q', output: 'A', score: 5 },
    outline: ['user (instruction): Q', 'assistant: A', 'last@1: A'],
  },
];
