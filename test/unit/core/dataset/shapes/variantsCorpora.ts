import type { ShapeVariant } from './variants.ts';

const USER = { role: 'user', content: 'Q' };
const ASSISTANT = { role: 'assistant', content: 'A' };

/** Further public datasets and programs, each with a way of its own; all texts are of our own writing. */
export const CORPORA: readonly ShapeVariant[] = [
  {
    what: 'moss',
    shape: 'moss',
    record: {
      conversation_id: 7,
      meta_instruction: 'S',
      num_turns: 2,
      chat: {
        turn_1: {
          Human: '<|Human|>: Q<eoh>\n',
          'Inner Thoughts': '<|Inner Thoughts|>: Hm<eot>\n',
          Commands: '<|Commands|>: Search("q")<eoc>\n',
          'Tool Responses': '<|Results|>:\nR\n<eor>\n',
          MOSS: '<|MOSS|>: A<eom>\n',
        },
        turn_2: {
          Human: '<|Human|>: Q2<eoh>\n',
          'Inner Thoughts': '<|Inner Thoughts|>: None<eot>\n',
          Commands: '<|Commands|>: None<eoc>\n',
          'Tool Responses': '<|Results|>: None<eor>\n',
          MOSS: '<|MOSS|>: A2<eom>\n',
        },
      },
      category: 'c',
    },
    outline: [
      'system: S',
      'user (Human): Q',
      'assistant (MOSS): ~Hm | !Search("q")',
      'tool (Tool Responses): =R',
      'assistant (MOSS): A',
      'user (Human): Q2',
      'assistant (MOSS): A2',
      'last@5: A2',
    ],
  },
  {
    what: 'moss in one text',
    shape: 'templated-text',
    record: {
      conversation_id: 1,
      plain_text: '[Human]: Q<eoh> [MOSS]: A<eoa>\n[Human]: Q2<eoh> [MOSS]: A2<eoa>',
    },
    outline: [
      'user (Human): Q',
      'assistant (MOSS): A',
      'user (Human): Q2',
      'assistant (MOSS): A2',
      'last@3: A2',
    ],
  },
  {
    what: 'baize',
    shape: 'templated-text',
    record: { topic: 'T', input: 'The conversation.\n[|Human|] Q\n[|AI|] A\n[|Human|] ' },
    outline: ['system: The conversation.', 'user (Human): Q', 'assistant (AI): A', 'last@1: A'],
  },
  {
    what: 'ai studio',
    shape: 'ai-studio',
    record: {
      runSettings: { model: 'm' },
      systemInstruction: { parts: [{ text: 'S' }] },
      chunkedPrompt: {
        chunks: [
          { driveImage: { id: 'x' }, role: 'user', tokenCount: 3 },
          { text: 'Q', role: 'user' },
          { text: 'Hm', role: 'model', isThought: true, parts: [{ text: 'Hm', thought: true }] },
          { text: 'A', role: 'model', finishReason: 'STOP' },
        ],
        pendingInputs: [{ text: 'draft', role: 'user' }],
      },
    },
    outline: ['system: S', 'user: #(driveimage) | Q', 'assistant (model): ~Hm | A', 'last@1: ~Hm | A'],
  },
  {
    what: 'ai studio without instruction',
    shape: 'ai-studio',
    record: { systemInstruction: {}, chunkedPrompt: { chunks: [{ text: 'Q', role: 'user' }] } },
    outline: ['user: Q'],
  },
  {
    what: 'wildbench question',
    shape: 'chat-aliases',
    record: { session_id: 's', conversation_input: [USER], checklist: ['c'], references: { m: 'R' } },
    outline: ['user: Q'],
  },
  {
    what: 'wildbench answer',
    shape: 'model-output',
    record: {
      session_id: 's',
      chat_history: ['Q', 'A', 'Q2'],
      model_input: 'n/a',
      output: ['A2'],
      generator: 'm',
    },
    outline: ['user: Q', 'assistant (m): A', 'user: Q2', 'assistant (m): A2', 'last@3: A2'],
  },
  {
    what: 'vicuna question',
    shape: 'mt-bench',
    record: { question_id: 1, text: 'Q', category: 'generic' },
    outline: ['user: Q'],
  },
  {
    what: 'vicuna answer',
    shape: 'mt-bench',
    record: { question_id: 1, text: 'A', answer_id: 'x', model_id: 'm', metadata: {} },
    outline: ['assistant (m): A', 'last@0: A'],
  },
  {
    what: 'mt-bench-101',
    shape: 'swift-conversation',
    record: { task: 'T', id: 1, history: [{ user: 'Q', bot: 'A' }] },
    outline: ['user: Q', 'assistant (bot): A', 'last@1: A'],
  },
  {
    what: 'exchanges that hold what a tool gave',
    shape: 'swift-conversation',
    record: {
      conversation: [{ human: 'Q', assistant: 'A' }, { tool: 'R', assistant: 'A2' }, { human: 'Q2' }],
    },
    outline: [
      'user (human): Q',
      'assistant: A',
      'tool: =R',
      'assistant: A2',
      'user (human): Q2',
      'last@3 +1: A2',
    ],
  },
  {
    what: 'exchange without its answer',
    shape: 'swift-conversation',
    record: { conversation: [{ human: 'Q', assistant: null }] },
    outline: ['user (human): Q'],
  },
  {
    what: 'turns that are one key each',
    shape: 'swift-conversation',
    record: { turns: [{ system: 'S' }, { user: 'Q' }, { assistant: 'A' }] },
    outline: ['system: S', 'user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'capybara pairs',
    shape: 'preference-messages',
    record: {
      conversation: [{ input: 'Q', output: null }],
      chosen: [USER, ASSISTANT],
      rejected: [USER, { role: 'assistant', content: 'B' }],
    },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'history of messages before an instruction',
    shape: 'alpaca',
    record: { instruction: 'Q2', output: 'A2', history: [USER, ASSISTANT] },
    outline: ['user: Q', 'assistant: A', 'user (instruction): Q2', 'assistant: A2', 'last@3: A2'],
  },
  {
    what: 'history of exchanges before a query',
    shape: 'query-response',
    record: { query: 'Q2', response: 'A2', history: [{ user: 'Q', bot: 'A' }] },
    outline: ['user: Q', 'assistant (bot): A', 'user: Q2', 'assistant: A2', 'last@3: A2'],
  },
  {
    what: 'therapist and client',
    shape: 'chat-aliases',
    record: {
      transcript: [
        { speaker: 'Therapist', text: 'A' },
        { speaker: 'Client', text: 'Q' },
      ],
    },
    outline: ['assistant (Therapist): A', 'user (Client): Q', 'last@0 +1: A'],
  },
  {
    what: 'two characters',
    shape: 'sharegpt',
    record: {
      conversations: [
        { from: 'Alice', value: 'Q' },
        { from: 'Bob', value: 'A' },
      ],
    },
    outline: ['user (Alice): Q', 'assistant (Bob): A', 'last@1: A'],
  },
  {
    what: 'speakers under name',
    shape: 'chat-aliases',
    record: {
      messages: [
        { name: 'user', text: 'Q' },
        { name: 'assistant', text: 'A' },
      ],
    },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'strings said in turn',
    shape: 'chat-aliases',
    record: { id: 1, turns: ['Q', 'A', 'Q2', 'A2'] },
    outline: ['user: Q', 'assistant: A', 'user: Q2', 'assistant: A2', 'last@3: A2'],
  },
  {
    what: 'templated prompt and answers',
    shape: 'preference',
    record: {
      prompt: '<|im_start|>system\nS<|im_end|>\n<|im_start|>user\nQ<|im_end|>\n<|im_start|>assistant\n',
      chosen: 'A<|im_end|>\n',
      rejected: 'B<|im_end|>\n',
    },
    outline: ['system: S', 'user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'templated sides',
    shape: 'preference',
    record: {
      chosen: '<s>[INST] Q [/INST] A</s>',
      rejected: '<s>[INST] Q [/INST] B</s>',
    },
    outline: ['user (INST): Q', 'assistant (/INST): A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'dialogue sides with single line ends',
    shape: 'preference',
    record: { chosen: '\nHuman: Q\nAssistant: A', rejected: '\nHuman: Q\nAssistant: B' },
    outline: ['user (Human): Q', 'assistant (Assistant): A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'dialogue sides of windows',
    shape: 'preference',
    record: {
      chosen: '\r\n\r\nHuman: Q\r\n\r\nAssistant: A',
      rejected: '\r\n\r\nHuman: Q\r\n\r\nAssistant: B',
    },
    outline: ['user (Human): Q', 'assistant (Assistant): A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'dialogue sides with a system text',
    shape: 'preference',
    record: {
      chosen: 'System: S\n\nHuman: Q\n\nAssistant: A',
      rejected: 'System: S\n\nHuman: Q\n\nAssistant: B',
    },
    outline: ['system: S', 'user (Human): Q', 'assistant (Assistant): A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'alpaca prompt and its completion',
    shape: 'prompt-completion',
    record: { prompt: 'Below is a task.\n\n### Instruction:\nQ\n\n### Response:\n', completion: 'A</s>' },
    outline: ['system: Below is a task.', 'user (Instruction): Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'prompt that talks of a template',
    shape: 'prompt-completion',
    record: { prompt: 'What does <|im_start|>user mean?', completion: 'It begins a turn, as <b>this</b>' },
    outline: [
      'user: What does <|im_start|>user mean?',
      'assistant: It begins a turn, as <b>this</b>',
      'last@1: It begins a turn, as <b>this</b>',
    ],
  },
  {
    what: 'chosen dialogue alone',
    shape: 'red-team',
    record: { chosen: '\n\nHuman: Q\n\nAssistant: A', rejected: null },
    outline: ['user (Human): Q', 'assistant (Assistant): A', 'last@1: A'],
  },
  {
    what: 'kto without a prompt of its own',
    shape: 'kto',
    record: { completion: [USER, ASSISTANT], label: true },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'conversations with a rejected answer',
    shape: 'preference',
    record: {
      conversations: [
        { from: 'human', value: 'Q' },
        { from: 'gpt', value: 'A' },
      ],
      rejected: { from: 'gpt', value: 'B' },
    },
    outline: ['user (human): Q', 'assistant (gpt): A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'fraction of a preference',
    shape: 'comparison',
    record: { instruction: 'Q', output_1: 'A', generator_1: 'm', output_2: 'B', preference: 1.0023 },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'comparison after messages',
    shape: 'comparison',
    record: { messages: [USER], response_a: 'A', response_b: 'B', winner: 'b' },
    outline: ['user: Q', 'assistant: B', 'chosen@1: B', 'rejected@1: A'],
  },
  {
    what: 'cosmopedia',
    shape: 'query-response',
    record: { prompt: 'Q', text_token_length: 3, text: 'A', seed_data: 's', format: 'f', audience: 'a' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'q and a',
    shape: 'query-response',
    record: { q: 'Q', a: 'A' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'judgement of a benchmark',
    shape: 'query-response',
    record: { question_id: 8, model: 'm', judge: ['j', 'v1'], user_prompt: 'Q', judgment: 'A', score: 9 },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'opencode',
    shape: 'chat-aliases',
    record: {
      info: { id: 's', title: 'T' },
      messages: [
        { info: { id: '1', role: 'user' }, parts: [{ type: 'text', text: 'Q' }] },
        {
          info: { id: '2', role: 'assistant' },
          parts: [
            { type: 'reasoning', text: 'Hm' },
            {
              type: 'tool',
              tool: 'f',
              callID: 'c',
              state: { status: 'completed', input: { a: 1 }, output: 'R' },
            },
            { type: 'text', text: 'A' },
          ],
        },
      ],
    },
    outline: [
      'user: Q',
      'assistant: ~Hm | !f:{ "a": 1 }* | =f:R | A',
      'last@1: ~Hm | !f:{ "a": 1 }* | =f:R | A',
    ],
  },
  {
    what: 'vercel tool parts',
    shape: 'openai-chat',
    record: {
      messages: [
        { role: 'user', parts: [{ type: 'text', text: 'Q' }] },
        {
          role: 'assistant',
          parts: [
            { type: 'tool-f', toolCallId: 'c', state: 'output-available', input: { a: 1 }, output: { r: 1 } },
            { type: 'text', text: 'A', state: 'done' },
          ],
        },
      ],
    },
    outline: [
      'user: Q',
      'assistant: !f:{ "a": 1 }* | =f:{ "r": 1 }* | A',
      'last@1: !f:{ "a": 1 }* | =f:{ "r": 1 }* | A',
    ],
  },
  {
    what: 'messages with the label of a class',
    shape: 'openai-chat',
    record: { messages: [USER], label: 1 },
    outline: ['user: Q'],
  },
  {
    what: 'several rejected answers after messages',
    shape: 'preference',
    record: { messages: [USER, ASSISTANT], rejected_response: ['B', 'C'] },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'magpie pairs',
    shape: 'alpaca',
    record: {
      instruction: 'Q',
      chosen: [USER, ASSISTANT],
      rejected: [USER, { role: 'assistant', content: 'B' }],
    },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'glaive',
    shape: 'templated-text',
    record: { system: 'S', chat: 'USER: Q\n\n\nASSISTANT: A <|endoftext|>\n\n\n' },
    outline: ['system: S', 'user (USER): Q', 'assistant (ASSISTANT): A', 'last@1: A'],
  },
  {
    what: 'lima prompt',
    shape: 'chat-aliases',
    record: { conversations: ['Q?'], source: 's' },
    outline: ['user: Q?'],
  },
  {
    what: 'helpsteer3 edit quality',
    shape: 'preference',
    record: {
      context: [USER],
      original_response: 'O',
      good_edited_response: 'A',
      bad_edited_response: 'B',
      feedback: ['f'],
    },
    outline: ['user: Q', 'assistant: A', 'chosen@1: A', 'rejected@1: B'],
  },
  {
    what: 'judgebench',
    shape: 'comparison',
    record: { pair_id: 'p', question: 'Q', response_A: 'A', response_B: 'B', label: 'B>A' },
    outline: ['user: Q', 'assistant: B', 'chosen@1: B', 'rejected@1: A'],
  },
  {
    what: 'wildjailbreak, plain',
    shape: 'query-response',
    record: { vanilla: 'Q', adversarial: '', completion: 'A', data_type: 'vanilla_benign' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'wildjailbreak, adversarial',
    shape: 'query-response',
    record: { vanilla: 'P', adversarial: 'Q', completion: 'A', data_type: 'adversarial_benign' },
    outline: ['user: Q', 'assistant: A', 'last@1: A'],
  },
  {
    what: 'question and answer in chinese',
    shape: 'query-response',
    record: { 问题: '为什么？', 答案: '因为。' },
    outline: ['user: 为什么？', 'assistant: 因为。', 'last@1: 因为。'],
  },
  {
    what: 'belle turns',
    shape: 'alpaca',
    record: { instruction: 'Human:Q\nAssistant:A\nHuman:Q2\nAssistant:', input: '', output: 'A2' },
    outline: [
      'user (Human): Q',
      'assistant (Assistant): A',
      'user (Human): Q2',
      'assistant: A2',
      'last@3: A2',
    ],
  },
  {
    what: 'answer tags after reasoning',
    shape: 'openai-chat',
    record: {
      messages: [USER, { role: 'assistant', content: '<think>Hm</think>\n<answer>A</answer>' }],
    },
    outline: ['user: Q', 'assistant: ~Hm | A', 'last@1: ~Hm | A'],
  },
  {
    what: 'answer tags in prose',
    shape: 'openai-chat',
    record: { messages: [USER, { role: 'assistant', content: 'Write <answer>A</answer> so.' }] },
    outline: ['user: Q', 'assistant: Write <answer>A</answer> so.', 'last@1: Write <answer>A</answer> so.'],
  },
];
