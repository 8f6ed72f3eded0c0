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
  ],
};
