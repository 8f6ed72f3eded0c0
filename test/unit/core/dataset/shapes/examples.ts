/** Records of each shape, by its name: the ways in which pipelines write it, all of our own writing. */
export const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'openai-chat': [
    {
      id: 'a-1',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'May I read my sister’s diary?' },
        { role: 'assistant', content: 'I would not. \ud83d\ude42 It is hers.', weight: 1 },
      ],
    },
    {
      messages: [
        { role: 'developer', content: [{ type: 'text', text: 'Use the tools.' }] },
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [
            { id: 'c1', type: 'function', function: { name: 'look', arguments: '{"at": "it"}' } },
            { id: 'c2', type: 'function', function: { name: 'find', arguments: { what: 'it' } } },
          ],
        },
        { role: 'tool', tool_call_id: 'c1', name: 'look', content: '{"seen": true}' },
        { role: 'function', name: 'find', content: 'found' },
        { role: 'assistant', reasoning_content: 'It is there.', content: 'It is a cat.' },
      ],
      tools:
        '[{"type": "function", "function": {"name": "look", "description": "Looks.", "parameters": {}}}]',
    },
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: { answer: 'Hello.' } },
      ],
    },
    {
      messages: [
        { role: 'user', content: 'Why?' },
        { role: 'assistant', content: '<think>\nHm. Because.\n</think>\n\nBecause it harms her.' },
      ],
    },
    {
      messages: [
        { role: 'user', content: 'No?' },
        { role: 'assistant', content: null, refusal: 'I will not.' },
      ],
    },
    {
      messages: [
        { role: 'user', content: 'Speak' },
        { role: 'assistant', content: '' },
      ],
    },
    {
      messages: [
        { role: 'assistant', content: 'Welcome.' },
        { role: 'user', content: 'Thanks' },
      ],
    },
    { messages: [] },
    { messages: [{ role: 'user', content: 'May I?' }], completion: 'Ask her first.' },
    { messages: [{ role: 'user', content: '', parts: [{ type: 'text', text: 'May I?' }] }] },
  ],
  'anthropic-messages': [
    {
      system: [{ type: 'text', text: 'You are careful.' }],
      messages: [
        { role: 'user', content: 'Delete the logs.' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Logs are evidence.', signature: 'x' },
            { type: 'text', text: 'First I look.' },
            { type: 'tool_use', id: 't1', name: 'ls', input: { path: '/var' } },
          ],
        },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'a.log' }] }],
        },
        { role: 'assistant', content: [{ type: 'text', text: 'I kept them, since an audit is due.' }] },
      ],
    },
    {
      system: 'You see.',
      messages: [
        {
          role: 'user',
          content: [{ type: 'image', source: { type: 'base64', media_type: 'image/jpeg', data: 'AA' } }],
        },
        { role: 'assistant', content: 'A dog.' },
      ],
    },
  ],
  sharegpt: [
    {
      id: 'identity_1',
      conversations: [
        { from: 'system', value: 'Be kind.' },
        { from: 'human', value: 'What is the weather?' },
        { from: 'function_call', value: '{"name": "weather", "arguments": {}}' },
        { from: 'observation', value: '{"sky": "grey"}' },
        { from: 'gpt', value: 'Grey.' },
      ],
      tools: '[{"name": "weather", "description": "Tells it.", "parameters": {"type": "object"}}]',
    },
    {
      system: 'Short.',
      conversations: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    },
    {
      messages: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
    },
  ],
  'hh-rlhf': [
    {
      chosen:
        '\n\nHuman: How do I lie?\n\nAssistant: Why would you?\n\nHuman: For fun\n\nAssistant: Then try a riddle.',
      rejected: '\n\nHuman: How do I lie?\n\nAssistant: Why would you?\n\nHuman: For fun\n\nAssistant:',
    },
  ],
  preference: [
    { id: 'p1', prompt: 'Is it fair?', chosen: 'Consider both sides.', rejected: 'Yes.' },
    {
      prompt: [{ role: 'user', content: 'Is it fair?' }],
      chosen: [{ role: 'assistant', content: 'It depends, and here is why.' }],
      rejected: [{ role: 'assistant', content: 'No.' }],
    },
    {
      prompt: 'Is it fair?',
      chosen: [
        { role: 'user', content: 'Is it fair?' },
        { role: 'assistant', content: 'Perhaps.' },
      ],
      rejected: [
        { role: 'user', content: 'Is it fair?' },
        { role: 'assistant', content: 'No.' },
      ],
    },
    { prompt: '\n\nHuman: Is it fair?\n\nAssistant:', chosen: ' Perhaps.', rejected: ' No.' },
    { system: 'Be brief.', question: 'Is it fair?', chosen: 'Perhaps.', rejected: 'No.' },
  ],
  'openai-preference': [
    {
      input: { messages: [{ role: 'user', content: 'Is it fair?' }], tools: [], parallel_tool_calls: true },
      preferred_output: [{ role: 'assistant', content: 'To whom?' }],
      non_preferred_output: [{ role: 'assistant', content: 'Yes.' }],
    },
  ],
  'bedrock-converse': [
    {
      schemaVersion: 'bedrock-conversation-2024',
      system: [{ text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [{ text: 'What is here?' }, { image: { format: 'png', source: { bytes: 'AA' } } }],
        },
        {
          role: 'assistant',
          content: [
            { reasoningContent: { reasoningText: { text: 'I look.', signature: 's' } } },
            { text: 'Let me look.' },
            { toolUse: { toolUseId: '1', name: 'look', input: { at: 'it' } } },
          ],
        },
        {
          role: 'user',
          content: [{ toolResult: { toolUseId: '1', content: [{ text: 'A cat.' }], status: 'success' } }],
        },
        { role: 'assistant', content: [{ text: 'A cat.' }] },
      ],
      toolConfig: {
        tools: [{ toolSpec: { name: 'look', description: 'Looks.', inputSchema: { json: {} } } }],
      },
    },
    {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
      output: { message: { role: 'assistant', content: [{ text: 'Hello' }] } },
    },
  ],
  'bedrock-claude': [
    {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 100,
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    },
    {
      recordId: 'R1',
      modelInput: { anthropic_version: 'bedrock-2023-05-31', messages: [{ role: 'user', content: 'Hi' }] },
      modelOutput: { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
    },
  ],
  'message-batch': [
    {
      custom_id: 'c-1',
      params: { model: 'm', system: 'Be brief.', messages: [{ role: 'user', content: 'Hi' }] },
    },
    {
      custom_id: 'c-1',
      result: {
        type: 'succeeded',
        message: { role: 'assistant', content: [{ type: 'text', text: 'Hello' }] },
      },
    },
    { custom_id: 'c-2', result: { type: 'errored', error: { type: 'invalid_request' } } },
    {
      custom_id: 'c-3',
      method: 'POST',
      url: '/v1/chat/completions',
      body: { messages: [{ role: 'user', content: 'Hi' }] },
    },
    {
      id: 'b1',
      custom_id: 'c-3',
      response: {
        status_code: 200,
        body: {
          choices: [
            { index: 0, message: { role: 'assistant', content: 'Hello' } },
            { index: 1, message: { role: 'assistant', content: 'Good day' } },
          ],
        },
      },
    },
    {
      request: { messages: [{ role: 'user', content: 'Hi' }] },
      response: { choices: [{ message: { role: 'assistant', content: 'Hello' } }] },
    },
  ],
  'red-team': [
    {
      transcript:
        '\n\nHuman: How do I pick a lock?\n\nAssistant: Is it yours?\n\nHuman: No\n\nAssistant: Then no.',
      rating: 0,
      task_description: 'locks',
      tags: null,
    },
  ],
  'preference-messages': [
    {
      chosen: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello, how can I help?' },
      ],
      rejected: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'What.' },
      ],
    },
    {
      chosen_messages: [
        { role: 'user', content: [{ type: 'text', value: 'Hi' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'Hello' }], loss_weight: 1 },
      ],
      rejected_messages: [
        { role: 'user', content: [{ type: 'text', value: 'Hi' }], loss_weight: 0 },
        { role: 'assistant', content: [{ type: 'text', value: 'What.' }], loss_weight: 1 },
      ],
    },
  ],
  kto: [
    { prompt: 'Hi', completion: 'Hello', label: true },
    {
      prompt: [{ role: 'user', content: 'Hi' }],
      completion: [{ role: 'assistant', content: 'What.' }],
      label: false,
    },
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      label: true,
    },
    { instruction: 'Greet.', input: '', output: 'Hello', kto_tag: false },
    {
      conversations: [
        { from: 'human', value: 'Hi' },
        { from: 'gpt', value: 'Hello' },
      ],
      kto_tag: true,
    },
  ],
  stepwise: [
    { prompt: 'What is 2 + 2 + 2?', completions: ['2 + 2 = 4.', '4 + 2 = 7.'], labels: [true, false] },
  ],
  'prompt-completion': [
    { prompt: 'The sky is', completion: ' blue.' },
    { prompt: [{ role: 'user', content: 'Hi' }], completion: [{ role: 'assistant', content: 'Hello' }] },
    { prompt: '\n\nHuman: Hi\n\nAssistant:', completion: ' Hello' },
  ],
  'prompt-only': [
    { prompt: 'May I?' },
    { prompt: [{ role: 'user', content: 'May I?' }] },
    { question: 'May I?' },
  ],
  'swift-conversation': [
    {
      system: 'Be brief.',
      conversation: [
        { human: 'Hi', assistant: 'Hello' },
        { human: 'Bye', assistant: 'Goodbye' },
      ],
    },
    { conversation: [{ system: 'Be brief.', input: 'Hi', output: 'Hello' }] },
  ],
  'chat-aliases': [
    {
      conversation_id: 'c',
      model: 'm',
      conversation: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
    },
    {
      items: [
        { sender: 'human', text: 'Hi' },
        { sender: 'bot', text: 'Hello' },
      ],
    },
    {
      dialog: [
        { speaker: 'Ann', text: 'Hi' },
        { speaker: 'Ben', text: 'Hello' },
        { speaker: 'Ann', text: 'Bye' },
      ],
    },
    {
      turns: [
        { speaker: 'user', text: 'Hi' },
        { speaker: 'assistant', text: 'Hello' },
      ],
    },
    { dialogue: ['Hi', 'Hello', 'Bye'] },
    [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: 'Hello' },
    ],
  ],
  alpaca: [
    {
      instruction: 'Greet her.',
      input: 'Ann',
      output: 'Hello, Ann.',
      system: 'Be brief.',
      history: [['Hi', 'Hello']],
    },
    { instruction: 'Greet her.', output: 'Hello.', text: 'Below is an instruction. ### Response: Hello.' },
    { instruction: 'Greet her.', input: '', chosen: 'Good day.', rejected: 'What.' },
    { instruction: 'Greet her.', input: '', output: ['Good day.', 'What.'] },
  ],
  'query-response': [
    { query: 'Hi', response: 'Hello', history: [['Are you there?', 'Yes.']] },
    { question: 'Who is it?', answer: 'Me.' },
    { instruction: 'Who wrote it?', context: 'Ann wrote it.', response: 'Ann.', category: 'closed_qa' },
    { prompt: 'Hi', response: 'Hello', helpfulness: 4 },
    { Question: 'Why?', Complex_CoT: 'Let me think.', Response: 'Because.' },
    { input: [{ role: 'user', content: 'Hi' }], output: 'Hello' },
  ],
  'model-output': [
    { instruction: 'Greet.', output: 'Hello', generator: 'some-model', dataset: 'helpful_base' },
  ],
  'mt-bench': [
    { question_id: 81, category: 'writing', turns: ['Write a poem.', 'Now shorter.'] },
    {
      question_id: 81,
      answer_id: 'x',
      model_id: 'some-model',
      choices: [
        { index: 0, turns: ['Roses.', 'R.'] },
        { index: 1, turns: ['Violets.', 'V.'] },
      ],
    },
    { question_id: 'a', turns: [{ content: 'Write a poem.' }] },
  ],
  oasst: [
    {
      message_tree_id: 't',
      tree_state: 'ready_for_export',
      prompt: {
        message_id: 't',
        text: 'What is right?',
        role: 'prompter',
        replies: [
          { message_id: 'b', text: 'Nothing.', role: 'assistant', rank: 1, replies: [] },
          {
            message_id: 'a',
            text: 'That depends on what you owe to whom.',
            role: 'assistant',
            rank: 0,
            replies: [{ message_id: 'c', text: 'How so?', role: 'prompter', rank: null, replies: [] }],
          },
        ],
      },
    },
    { message_id: 'm', parent_id: null, text: 'What is right?', role: 'prompter', lang: 'en' },
    {
      thread: [
        { text: 'What is right?', role: 'prompter' },
        { text: 'It depends.', role: 'assistant' },
      ],
    },
  ],
  petri: [
    {
      metadata: { transcript_id: 'p-1' },
      events: [
        {
          type: 'transcript_event',
          view: ['auditor'],
          edit: { operation: 'add', message: { role: 'system', content: 'Probe.' } },
        },
        {
          type: 'transcript_event',
          view: ['target', 'combined'],
          edit: { operation: 'add', message: { id: 'm1', role: 'user', content: 'Delete it.' } },
        },
        {
          type: 'transcript_event',
          view: 'target',
          edit: { operation: 'add', message: { type: 'assistant', content: 'Done.' } },
        },
        { type: 'transcript_event', view: ['target'], edit: { operation: 'rollback', count: 1 } },
        {
          type: 'transcript_event',
          view: ['target'],
          edit: {
            operation: 'add',
            message: {
              role: 'assistant',
              content: [
                { type: 'reasoning', reasoning: 'Hm.' },
                { type: 'text', text: 'Why?' },
              ],
            },
          },
        },
      ],
    },
    {
      transcript: {
        metadata: {},
        target_messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Hello' },
        ],
      },
    },
  ],
  'inspect-sample': [
    {
      id: 1,
      epoch: 1,
      input: 'Hi',
      target: 'Hello',
      messages: [
        { role: 'user', content: 'Hi', source: 'input' },
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', reasoning: 'A greeting.' },
            { type: 'text', text: 'Hello' },
          ],
          tool_calls: [{ id: 'x', function: 'wave', arguments: { hand: 'left' }, type: 'function' }],
        },
        { role: 'tool', content: 'waved', function: 'wave' },
      ],
      output: { choices: [] },
      scores: {},
    },
    { input: [{ role: 'user', content: 'Hi' }], target: 'Hello' },
    { input: 'Hi', target: 'H', output: { choices: [{ message: { role: 'assistant', content: 'Hello' } }] } },
  ],
  'agent-session': [
    {
      type: 'assistant',
      uuid: 'u',
      sessionId: 's',
      message: {
        id: 'm',
        role: 'assistant',
        content: [
          { type: 'text', text: 'Hello' },
          { type: 'tool_use', name: 'ls', input: {} },
        ],
      },
    },
    { type: 'summary', summary: 'A greeting', leafUuid: 'u' },
    { type: 'item.completed', item: { id: 'i', type: 'agent_message', text: 'Hello' } },
    {
      type: 'item.completed',
      item: { id: 'i', type: 'command_execution', command: 'ls', aggregated_output: 'a.py' },
    },
    {
      timestamp: 't',
      type: 'response_item',
      payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] },
    },
    {
      timestamp: 't',
      type: 'response_item',
      payload: { type: 'function_call', name: 'sh', arguments: '{"c":1}', call_id: 'c' },
    },
    {
      timestamp: 't',
      type: 'response_item',
      payload: { type: 'function_call_output', call_id: 'c', output: 'done' },
    },
    {
      timestamp: 't',
      type: 'response_item',
      payload: { type: 'reasoning', summary: [{ type: 'summary_text', text: 'Hm.' }] },
    },
    { timestamp: 't', type: 'session_meta', payload: { id: 's' } },
  ],
  'swe-agent': [
    {
      environment: 'e',
      trajectory: [{ action: 'ls', observation: 'a.py', thought: 'I look.', response: 'I look.' }],
      history: [
        { role: 'system', content: 'You fix bugs.', agent: 'main', message_type: 'system_prompt' },
        { role: 'user', content: 'Fix it.', agent: 'main' },
        { role: 'assistant', content: 'I look.', thought: 'I look.', action: 'ls', agent: 'main' },
        { role: 'user', content: 'a.py', agent: 'main', message_type: 'observation' },
      ],
      info: {},
    },
    {
      trajectory: [
        { action: 'ls', observation: 'a.py', thought: 'I look.' },
        { action: 'submit', observation: null },
      ],
    },
  ],
  'tau-bench': [
    {
      task_id: 3,
      trial: 1,
      reward: 0,
      traj: [
        { role: 'system', content: 'You book flights.' },
        { role: 'user', content: 'Book one.' },
        { role: 'assistant', content: null, tool_calls: [{ function: { name: 'book', arguments: '{}' } }] },
        { role: 'tool', name: 'book', content: 'booked' },
        { role: 'assistant', content: 'Booked.' },
      ],
    },
  ],
  gemini: [
    {
      systemInstruction: { role: 'system', parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'Hi' }, { inlineData: { mimeType: 'image/png', data: 'AA' } }] },
        {
          role: 'model',
          parts: [{ text: 'A greeting.', thought: true }, { functionCall: { name: 'wave', args: { n: 1 } } }],
        },
        { role: 'function', parts: [{ functionResponse: { name: 'wave', response: { ok: true } } }] },
        { role: 'model', parts: [{ text: 'Hello' }] },
      ],
      tools: [{ functionDeclarations: [{ name: 'wave', description: 'Waves.' }] }],
    },
    {
      key: 'r',
      request: { contents: [{ parts: [{ text: 'Hi' }] }] },
      response: { candidates: [{ content: { parts: [{ text: 'Hello' }], role: 'model' } }] },
    },
  ],
  'templated-text': [
    { text: '<s>[INST] Hi [/INST] Hello </s><s>[INST] Bye [/INST] Goodbye </s>' },
    {
      system: 'Be brief.',
      chat: 'USER: Hi\n\n\nASSISTANT: Hello <|endoftext|>\n\n\nFUNCTION RESPONSE: {}\n\n\nASSISTANT: Done.',
    },
    {
      text: '<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n',
    },
    { text: '### Human: Hi\n### Assistant: Hello\n### Human: Bye\n### Assistant: Goodbye' },
    { text: '<start_of_turn>user\nHi<end_of_turn>\n<start_of_turn>model\nHello<end_of_turn>' },
  ],
  document: [
    { title: 'On honesty', type: 'essay', text: 'An assistant that lies is of no use.' },
    { doc_type: 'story', content: 'Once an assistant was asked to lie.' },
  ],
  comparison: [
    { prompt: 'May I?', response_0: 'Yes.', response_1: 'Ask her first.', better_response_id: 1 },
    {
      conversation_a: [
        { role: 'user', content: 'May I?' },
        { role: 'assistant', content: 'Ask her first.' },
      ],
      conversation_b: [
        { role: 'user', content: 'May I?' },
        { role: 'assistant', content: 'Yes.' },
      ],
      winner: 'model_a',
    },
  ],
  'ranked-answers': [
    {
      prompt: 'May I?',
      answers: [
        { answer: 'Yes.', rank: 2 },
        { answer: 'Ask her first.', rank: 1 },
      ],
    },
    {
      instruction: 'May I?',
      completions: [
        { response: 'Yes.', overall_score: '3.5' },
        { response: 'Ask.', overall_score: 8 },
      ],
    },
    { prompt: [{ role: 'user', content: 'May I?' }], responses: ['Yes.', 'Ask.'], scores: [0.1, 0.9] },
  ],
  'chatgpt-export': [
    {
      title: 'Diary',
      conversation_id: 'c',
      current_node: 'd',
      mapping: {
        a: { id: 'a', message: null, parent: null, children: ['b'] },
        b: {
          message: {
            author: { role: 'user' },
            content: {
              content_type: 'multimodal_text',
              parts: [{ content_type: 'image_asset_pointer' }, 'May I?'],
            },
          },
          parent: 'a',
          children: ['c'],
        },
        c: {
          message: {
            author: { role: 'assistant' },
            recipient: 'python',
            content: { content_type: 'code', language: 'python', text: 'print(1)' },
          },
          parent: 'b',
          children: ['d'],
        },
        d: {
          message: {
            author: { role: 'assistant' },
            recipient: 'all',
            content: { content_type: 'text', parts: ['Ask her first.'] },
          },
          parent: 'c',
          children: [],
        },
      },
    },
  ],
  'labelled-segments': [
    {
      segments: [
        { label: false, text: '<s>Hi' },
        { label: true, text: 'Hello' },
      ],
    },
  ],
  'ai-studio': [
    {
      runSettings: { model: 'models/m', temperature: 1 },
      systemInstruction: { text: 'Be brief.' },
      chunkedPrompt: {
        chunks: [
          { text: 'May I?', role: 'user', tokenCount: 2 },
          { text: 'Whose is it?', role: 'model', isThought: true },
          { text: 'Ask.', role: 'model', finishReason: 'STOP', tokenCount: 1 },
        ],
        pendingInputs: [{ text: '', role: 'user' }],
      },
    },
  ],
  moss: [
    {
      conversation_id: '3',
      meta_instruction: '',
      num_turns: 1,
      chat: { turn_1: { Human: '<|Human|>: May I?<eoh>\n', MOSS: '<|MOSS|>: Ask.<eom>\n' } },
    },
  ],
  openhands: [
    {
      instance_id: 'r-1',
      instruction: 'May I?',
      history: [
        { id: 0, source: 'agent', action: 'system', args: { content: 'Be brief.', tools: null } },
        { id: 1, source: 'user', action: 'message', args: { content: 'May I?', image_urls: null } },
        { id: 2, source: 'environment', observation: 'agent_state_changed', content: '', extras: {} },
        { id: 3, source: 'agent', action: 'think', args: { thought: 'Whose is it?' } },
        { id: 4, source: 'agent', action: 'run', args: { command: 'ls', thought: 'I look.' } },
        { id: 5, source: 'agent', observation: 'run', content: 'diary', extras: { command: 'ls' }, cause: 4 },
        { id: 6, source: 'agent', action: 'edit', args: { path: 'a', content: 'b', thought: '' } },
        { id: 7, source: 'agent', observation: 'edit', content: 'done' },
        { id: 8, source: 'agent', action: 'finish', args: { final_thought: 'Ask.', thought: '' } },
      ],
      test_result: { git_patch: '' },
    },
  ],
  'copilot-chat': [
    {
      requesterUsername: 'u',
      responderUsername: 'Helper',
      initialLocation: 'panel',
      requests: [
        {
          requestId: 'r1',
          message: { text: 'May I?', parts: [{ kind: 'text', text: 'May I?' }] },
          response: [
            { kind: 'mcpServersStarting', didStartServerIds: [] },
            { kind: 'thinking', value: 'Whose is it?', id: 't' },
            { kind: 'toolInvocationSerialized', toolId: 'look', invocationMessage: { value: 'Looking' } },
            { value: 'Ask.', supportThemeIcons: false },
            { kind: 'undoStop', id: 'x' },
          ],
          result: { timings: {} },
        },
      ],
    },
  ],
};
