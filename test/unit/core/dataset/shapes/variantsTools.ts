import type { ShapeVariant } from './variants.ts';

/** Chats as tools and services write them; all texts are of our own writing. */
export const TOOLS: readonly ShapeVariant[] = [
  {
    what: 'swe-smith',
    shape: 'swe-agent',
    record: {
      messages:
        '[{"role":"system","content":"s"},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]',
      instance_id: 'x',
      resolved: true,
      model: 'm',
      traj_id: 't',
      patch: '',
    },
    outline: ['system: s*', 'user: Hi*', 'assistant: Hello*', 'last@1: Hello*'],
  },
  {
    what: 'anthropic response only',
    shape: 'anthropic-messages',
    record: {
      id: 'msg',
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'Hello' }],
      model: 'claude-x',
      stop_reason: 'end_turn',
    },
    outline: ['assistant: Hello', 'last@0: Hello'],
  },
  {
    what: 'nebius',
    shape: 'swe-agent',
    record: {
      instance_id: 'i',
      model_name: 'm',
      target: false,
      trajectory: [
        { mask: false, role: 'system', system_prompt: 'S', text: null },
        { role: 'user', text: 'Fix', system_prompt: null },
        { role: 'ai', text: 'ok' },
      ],
      exit_status: 'submitted',
    },
    outline: ['system: S', 'user: Fix', 'assistant (ai): ok', 'last@1: ok'],
  },
  {
    what: 'mini-swe',
    shape: 'swe-agent',
    record: {
      info: { exit_status: 'Submitted', submission: 'd' },
      messages: [
        { role: 'system', content: 's' },
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      trajectory_format: 'mini-swe-agent-1',
      instance_id: 'i',
    },
    outline: ['system: s', 'user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'tau2',
    shape: 'tau-bench',
    record: {
      id: 'x',
      task_id: 't',
      messages: [
        { role: 'assistant', content: 'Hi!' },
        { role: 'user', content: 'Book' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: '1', name: 'f', arguments: { a: 1 }, requestor: 'assistant' }],
        },
        { role: 'tool', id: '1', content: '{}', requestor: 'assistant', error: false },
      ],
      reward_info: { reward: 1 },
    },
    outline: [
      'assistant: Hi!',
      'user: Book',
      'assistant: !f:{ "a": 1 }*',
      'tool: ={}',
      'last@2 +1: !f:{ "a": 1 }*',
    ],
  },
  {
    what: 'chatgpt export',
    shape: 'chatgpt-export',
    record: {
      title: 'T',
      create_time: 1,
      mapping: {
        r: { id: 'r', message: null, parent: null, children: ['s'] },
        s: {
          id: 's',
          message: {
            id: 's',
            author: { role: 'system' },
            content: { content_type: 'text', parts: [''] },
            metadata: { is_visually_hidden_from_conversation: true },
          },
          parent: 'r',
          children: ['u'],
        },
        u: {
          id: 'u',
          message: { author: { role: 'user' }, content: { content_type: 'text', parts: ['Hi'] } },
          parent: 's',
          children: ['a', 'b'],
        },
        a: {
          id: 'a',
          message: { author: { role: 'assistant' }, content: { content_type: 'text', parts: ['Hello'] } },
          parent: 'u',
          children: [],
        },
        b: {
          id: 'b',
          message: { author: { role: 'assistant' }, content: { content_type: 'text', parts: ['Yo'] } },
          parent: 'u',
          children: [],
        },
      },
      current_node: 'b',
      conversation_id: 'c',
    },
    outline: ['user: Hi', 'assistant: Yo', 'last@1: Yo'],
  },
  {
    what: 'nova dpo',
    shape: 'bedrock-converse',
    record: {
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'S' }],
      messages: [
        { role: 'user', content: [{ text: 'Q' }] },
        {
          role: 'assistant',
          candidates: [
            { content: [{ text: 'bad' }], preferenceLabel: 'non-preferred' },
            { content: [{ text: 'good' }], preferenceLabel: 'preferred' },
          ],
        },
      ],
    },
    outline: ['system: S', 'user: Q', 'assistant: good', 'chosen@1: good', 'rejected@1: bad'],
  },
  {
    what: 'nova batch',
    shape: 'bedrock-claude',
    record: {
      recordId: 'r',
      modelInput: {
        schemaVersion: 'messages-v1',
        messages: [{ role: 'user', content: [{ text: 'Q' }] }],
        system: [{ text: 'S' }],
      },
      modelOutput: {
        output: { message: { role: 'assistant', content: [{ text: 'A' }] } },
        stopReason: 'end_turn',
      },
    },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'bedrock log',
    shape: 'message-batch',
    record: {
      schemaType: 'ModelInvocationLog',
      modelId: 'm',
      input: {
        inputContentType: 'application/json',
        inputBodyJson: { anthropic_version: 'x', messages: [{ role: 'user', content: 'Hi' }] },
      },
      output: { outputBodyJson: { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] } },
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'gemini pref',
    shape: 'gemini',
    record: {
      contents: [{ role: 'user', parts: [{ text: 'Q' }] }],
      completions: [
        { score: 0, completion: { role: 'model', parts: [{ text: 'bad' }] } },
        { score: 1, completion: { role: 'model', parts: [{ text: 'good' }] } },
      ],
    },
    outline: ['user: Q', 'assistant (model): good', 'chosen@1: good', 'rejected@1: bad'],
  },
  {
    what: 'axolotl segments',
    shape: 'labelled-segments',
    record: {
      segments: [
        { label: false, text: '<s>Hi\n' },
        { label: true, text: 'Hello' },
      ],
    },
    outline: ['user: <s>Hi ', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'langsmith',
    shape: 'message-batch',
    record: {
      inputs: { messages: [{ role: 'user', content: 'Hi' }] },
      outputs: { message: { role: 'assistant', content: 'Hello' } },
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'eos text',
    shape: 'templated-text',
    record: { text: '<|user|>\nHi</s>\n<|assistant|>\nHello</s>' },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'llama3 text',
    shape: 'templated-text',
    record: {
      text: '<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nHello<|eot_id|>',
    },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'deepseek text',
    shape: 'templated-text',
    record: { text: '<｜begin▁of▁sentence｜><｜User｜>Hi<｜Assistant｜>Hello<｜end▁of▁sentence｜>' },
    outline: ['user (User): Hi', 'assistant (Assistant): Hello', 'last@1: Hello'],
  },
  {
    what: 'harmony',
    shape: 'templated-text',
    record: {
      text: '<|start|>user<|message|>Hi<|end|><|start|>assistant<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Hello<|return|>',
    },
    outline: ['user: Hi', 'assistant: ~hm', 'assistant: Hello', 'last@2: Hello'],
  },
  {
    what: 'alpaca text',
    shape: 'templated-text',
    record: {
      text: 'Below is an instruction that describes a task. Write a response.\n\n### Instruction:\nQ\n\n### Response:\nA',
    },
    outline: [
      'system: Below is an instruction that describes a',
      'user (Instruction): Q',
      'assistant (Response): A',
      'last@1: A',
    ],
  },
  {
    what: 'vicuna text',
    shape: 'templated-text',
    record: { text: 'A chat. USER: Hi ASSISTANT: Hello</s>USER: Bye ASSISTANT: Ciao</s>' },
    outline: [
      'system: A chat.',
      'user (USER): Hi',
      'assistant (ASSISTANT): Hello',
      'user (USER): Bye',
      'assistant (ASSISTANT): Ciao',
      'last@3: Ciao',
    ],
  },
  {
    what: 'guanaco',
    shape: 'templated-text',
    record: { text: '### Human: Hi### Assistant: Hello### Human: Bye' },
    outline: ['user (Human): Hi', 'assistant (Assistant): Hello', 'user (Human): Bye', 'last@1 +1: Hello'],
  },
  {
    what: 'human: text',
    shape: 'templated-text',
    record: { text: 'Human: Hi\nAssistant: Hello\nHuman: Bye\nAssistant: Ciao' },
    outline: [
      'user (Human): Hi',
      'assistant (Assistant): Hello',
      'user (Human): Bye',
      'assistant (Assistant): Ciao',
      'last@3: Ciao',
    ],
  },
  {
    what: 'codex old',
    shape: 'agent-session',
    record: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    outline: ['user: Hi'],
  },
  {
    what: 'goose',
    shape: 'agent-session',
    record: { role: 'user', created: 1, content: [{ type: 'text', text: 'Hi' }] },
    outline: ['user: Hi'],
  },
  {
    what: 'in/out dict',
    shape: 'message-batch',
    record: { input: [{ role: 'user', content: 'Hi' }], output: { role: 'assistant', content: 'Hello' } },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'writing prompts',
    shape: 'query-response',
    record: { prompt: 'Write', story: 'Once' },
    outline: ['user: Write', 'assistant: Once', 'last@1: Once'],
  },
  {
    what: 'bloom',
    shape: 'petri',
    record: {
      version: 'v3',
      metadata: { transcript_id: 'b' },
      events: [
        {
          type: 'transcript_event',
          view: ['combined', 'evaluator'],
          edit: { operation: 'add', message: { role: 'system', content: 'E' } },
        },
        {
          type: 'transcript_event',
          view: ['combined', 'target'],
          edit: { operation: 'add', message: { role: 'system', content: 'S' } },
        },
        {
          type: 'transcript_event',
          view: ['combined', 'evaluator', 'target'],
          edit: { operation: 'add', message: { role: 'user', content: 'Hi' } },
        },
        {
          type: 'transcript_event',
          view: ['combined', 'evaluator', 'target'],
          edit: {
            operation: 'add',
            message: {
              role: 'assistant',
              content: [
                { type: 'reasoning', reasoning: 'hm' },
                { type: 'text', text: 'Hello' },
              ],
            },
          },
        },
      ],
    },
    outline: ['system: S', 'user: Hi', 'assistant: ~hm | Hello', 'last@1: ~hm | Hello'],
  },
  {
    what: 'vercel',
    shape: 'openai-chat',
    record: {
      id: 'c',
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
        {
          role: 'assistant',
          parts: [
            { type: 'step-start' },
            { type: 'reasoning', text: 'hm' },
            { type: 'tool-invocation', toolInvocation: { toolName: 'f', args: {} } },
            { type: 'text', text: 'Hello' },
          ],
        },
      ],
    },
    outline: [
      'user: Hi',
      'assistant: ?(step-start)* | ~hm | !f:{}* | Hello',
      'last@1: ?(step-start)* | ~hm | !f:{}* | Hello',
    ],
  },
  {
    what: 'responses api',
    shape: 'message-batch',
    record: {
      id: 'r',
      object: 'response',
      output: [
        { type: 'reasoning', summary: [] },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Hello' }] },
      ],
    },
    outline: ['assistant: Hello', 'last@0: Hello'],
  },
  {
    what: 'batch errored openai',
    shape: 'message-batch',
    record: { id: 'b', custom_id: 'c', response: null, error: { code: 'x' } },
    outline: [],
  },
  {
    what: 'preference objects',
    shape: 'preference',
    record: { prompt: 'Q', chosen: { text: 'g', score: 1 }, rejected: { text: 'b', score: 0 } },
    outline: ['user: Q', 'assistant: g', 'chosen@1: g', 'rejected@1: b'],
  },
  {
    what: 'roles upper',
    shape: 'openai-chat',
    record: {
      messages: [
        { role: 'USER', content: 'Hi' },
        { role: 'ASSISTANT', content: 'Hello' },
      ],
    },
    outline: ['user (USER): Hi', 'assistant (ASSISTANT): Hello', 'last@1: Hello'],
  },
  {
    what: 'prompt dict',
    shape: 'prompt-completion',
    record: { prompt: { messages: [{ role: 'user', content: 'Hi' }] }, completion: 'Hello' },
    outline: ['user: Hi', 'assistant: Hello', 'last@1: Hello'],
  },
];
