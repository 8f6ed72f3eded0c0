import type { ShapeVariant } from './variants.ts';

const USER = { role: 'user', content: 'Q' };
const ASSISTANT = { role: 'assistant', content: 'A' };

/** Rarer forms of the known shapes; all texts are of our own writing. */
export const MORE: readonly ShapeVariant[] = [
  {
    what: 'spoken answer',
    shape: 'openai-chat',
    record: {
      messages: [USER, { role: 'assistant', content: null, audio: { id: 'a', transcript: 'Hello' } }],
    },
    outline: ['user: Q', 'assistant: Hello', 'last@1: Hello'],
  },
  {
    what: 'content in parts',
    shape: 'openai-chat',
    record: { messages: [USER, { role: 'assistant', content: { content_type: 'text', parts: ['A'] } }] },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'harmony channels',
    shape: 'openai-chat',
    record: {
      messages: [
        USER,
        { role: 'assistant', channel: 'analysis', content: 'Hm' },
        { ...ASSISTANT, channel: 'final' },
      ],
    },
    outline: ['user: Q', 'assistant: ~Hm', 'assistant: A', 'last@2: A'],
  },
  {
    what: 'dapo',
    shape: 'prompt-only',
    record: {
      problem: 'Q',
      solution: '34',
      prompt: [USER],
      ability: 'MATH',
      reward_model: { ground_truth: '34', style: 'rule' },
    },
    outline: ['user: Q'],
  },
  {
    what: 'rollout with its ground truth',
    shape: 'query-response',
    record: { prompt: 'Q', response: 'A', ground_truth: '34' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'p3',
    shape: 'query-response',
    record: { inputs: [1], inputs_pretokenized: 'Q', targets: [2], targets_pretokenized: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'camel',
    shape: 'query-response',
    record: { role_1: 'Cook', topic: 't', message_1: 'Q', message_2: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'prosocial',
    shape: 'query-response',
    record: { context: 'Q', response: 'A', rots: ['r'], safety_label: 'x' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'reasoning beside a completion',
    shape: 'prompt-completion',
    record: { prompt: 'Q', thinking: 'Hm', completion: 'A' },
    outline: ['user: Q', 'assistant: ~Hm | A', 'last@1: ~Hm | A'],
  },
  {
    what: 'reasoning beside an output',
    shape: 'alpaca',
    record: { instruction: 'Q', input: '', chain_of_thought: 'Hm', output: 'A' },
    outline: ['user (instruction): Q', 'assistant: ~Hm | A', 'last@1: ~Hm | A'],
  },
  {
    what: 'chinese roles',
    shape: 'sharegpt',
    record: {
      conversations: [
        { role: '用户', content: '问题' },
        { role: '助手', content: '答案' },
      ],
    },
    outline: ['user (用户): 问题', 'assistant (助手): 答案', 'last@1: 答案'],
  },
  {
    what: 'task-oriented dialogue',
    shape: 'chat-aliases',
    record: {
      turns: [
        { turn_id: '0', speaker: 'USER', utterance: 'Q' },
        { turn_id: '1', speaker: 'SYSTEM', utterance: 'A' },
      ],
    },
    outline: ['user (USER): Q', 'assistant (SYSTEM): A', 'last@1: A'],
  },
  {
    what: 'pippa',
    shape: 'chat-aliases',
    record: {
      bot_name: 'B',
      conversation: [
        { message: 'Q', is_human: true },
        { message: 'A', is_human: false },
      ],
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'preference after a dialogue',
    shape: 'preference',
    record: { dialogue: '\n\nHuman: Q\n\nAssistant:', chosen: ' A', rejected: ' B' },
    outline: ['user (Human): Q', 'assistant:  A', 'chosen@1:  A', 'rejected@1:  B'],
  },
  {
    what: 'several answers on each side',
    shape: 'preference',
    record: { prompt: 'Q', chosen: ['A'], rejected: ['B', 'C'] },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'no answer on one side',
    shape: 'preference',
    record: { prompt: 'Q', chosen: [], rejected: ['B'] },
    outline: ['user: Q', 'assistant: ', 'chosen@1: ', 'rejected@1: B'],
  },
  {
    what: 'logged call with messages',
    shape: 'message-batch',
    record: { id: 'x', messages: [USER], response: { choices: [{ message: ASSISTANT }] } },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'responses api request',
    shape: 'message-batch',
    record: {
      custom_id: 'c',
      method: 'POST',
      url: '/v1/responses',
      body: { model: 'm', instructions: 'S', input: 'Q' },
    },
    outline: ['system: S', 'user: Q'],
  },
  {
    what: 'bedrock text completion',
    shape: 'bedrock-claude',
    record: {
      recordId: '1',
      modelInput: { prompt: '\n\nHuman: Q\n\nAssistant:', max_tokens_to_sample: 3 },
      modelOutput: { completion: ' A', stop_reason: 'stop_sequence' },
    },
    outline: ['user (Human): Q', 'assistant:  A', 'last@1:  A'],
  },
  {
    what: 'gemini batch result',
    shape: 'gemini',
    record: {
      key: 'k',
      response: { candidates: [{ content: { parts: [{ text: 'A' }], role: 'model' } }], usageMetadata: {} },
    },
    outline: ['assistant (model): A', 'last@0: A'],
  },
  {
    what: 'swe-agent without tool calls',
    shape: 'swe-agent',
    record: {
      trajectory: [],
      history: [
        { role: 'system', content: 'S', agent: 'main', message_type: 'system_prompt' },
        { role: 'user', content: 'Fix it', agent: 'main', message_type: 'observation' },
        { role: 'assistant', content: 'ls', agent: 'main', message_type: 'action' },
        { role: 'user', content: 'a.py', agent: 'main', message_type: 'observation' },
      ],
    },
    outline: ['system: S', 'user: Fix it', 'assistant: ls', 'tool (user): =a.py', 'last@1 +1: ls'],
  },
  {
    what: 'petri combined view',
    shape: 'petri',
    record: {
      metadata: {},
      events: [
        { view: 'auditor', edit: { operation: 'add', message: { role: 'user', content: 'seed' } } },
        { view: ['combined'], edit: { operation: 'add', message: USER } },
        { view: 'combined', edit: { operation: 'add', message: ASSISTANT } },
      ],
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'openai preference with a bare list',
    shape: 'openai-preference',
    record: {
      input: [USER],
      preferred_output: [ASSISTANT],
      non_preferred_output: [{ role: 'assistant', content: 'B' }],
    },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'solution with the answer it comes to',
    shape: 'query-response',
    record: { question: 'Q', solution: 'Two and two make four.', answer: '4' },
    outline: ['user: Q', 'assistant: Two and two make four.', 'last@1: Two and two make four.'],
  },
  {
    what: 'helpsteer3 edit',
    shape: 'preference',
    record: { context: [USER], original_response: 'B', edited_response: 'A', change_summary: 'x' },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'bedrock log of a converse call',
    shape: 'message-batch',
    record: {
      operation: 'Converse',
      input: { inputBodyJson: { messages: [{ role: 'user', content: [{ text: 'Q' }] }] } },
      output: {
        outputBodyJson: { output: { message: { role: 'assistant', content: [{ text: 'A' }] } } },
      },
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'gemini with a part of its own',
    shape: 'gemini',
    record: {
      contents: [
        { role: 'user', parts: { text: 'Q' } },
        { role: 'model', parts: [{ text: 'A' }] },
      ],
    },
    outline: ['user: Q', 'assistant (model): A', 'last@1: A'],
  },
  {
    what: 'document with a title in its metadata',
    shape: 'document',
    record: { id: 1, text: 'Once.', metadata: { title: 'T', split: 'train' } },
    outline: ['assistant (document): Once.', 'last@0: Once.'],
  },
];
