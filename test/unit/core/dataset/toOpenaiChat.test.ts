import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readValue } from '../../../../src/core/dataset/read.ts';
import { readOptions } from '../../../../src/core/dataset/readChoice.ts';
import { readSession } from '../../../../src/core/dataset/shapes/agentSession.ts';
import { toOpenaiChat } from '../../../../src/core/dataset/toOpenaiChat.ts';
import type { Role, SegmentKind, Transcript, Turn } from '../../../../src/core/dataset/transcript.ts';

function read(value: unknown): Transcript {
  const reading = readValue(value);
  assert.ok(reading.kind === 'transcript', JSON.stringify(reading));
  return reading.transcript;
}

/** What was said, turn by turn; neighbouring turns of one role are one, and what says nothing is left out. */
function said(turns: readonly Turn[]): string[] {
  const lines: { role: Role; parts: string[] }[] = [];
  for (const { role, segments } of turns) {
    const parts = segments
      .filter(
        ({ kind, text, origin }) => (text !== '' || kind === 'tool-call') && (kind !== 'other' || origin),
      )
      .map(({ kind, text, label }) => `${kind === 'other' ? 'text' : kind} ${label ?? ''} ${text}`);
    if (parts.length === 0) continue;
    const last = lines.at(-1);
    if (last?.role === role) last.parts.push(...parts);
    else lines.push({ role, parts });
  }
  return lines.map(({ role, parts }) => `${role}: ${parts.join(' | ')}`);
}

function assertSame(transcript: Transcript): Readonly<Record<string, unknown>> {
  const record = toOpenaiChat(transcript);
  const again = read(JSON.parse(JSON.stringify(record)));
  assert.deepEqual(said(again.turns), said(transcript.turns));
  assert.deepEqual(
    again.system.map(({ text }) => text),
    transcript.system.map(({ text }) => text),
  );
  assert.deepEqual(
    again.tools.map(({ name, description }) => [name, description]),
    transcript.tools.map(({ name, description }) => [name, description]),
  );
  assert.deepEqual(
    again.responses.map(({ id }) => id),
    transcript.responses.map(({ id }) => id),
  );
  assert.equal(again.recordId, transcript.recordId);
  return record;
}

describe('toOpenaiChat', () => {
  it('keeps system text, tools, reasoning, calls and their results', () => {
    const record = assertSame(
      read({
        id: 'a1',
        system: 'Be kind.',
        tools: [{ name: 'look', description: 'Looks', input_schema: { type: 'object' } }],
        messages: [
          { role: 'user', content: 'Where is she?' },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'Who asks?', signature: 's' },
              { type: 'text', text: 'I look.' },
              { type: 'tool_use', id: 't1', name: 'look', input: { for: 'her' } },
            ],
          },
          { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content: 'Not here.' }] },
          { role: 'assistant', content: [{ type: 'text', text: 'She is not here.' }] },
        ],
      }),
    );
    assert.deepEqual(record['messages'], [
      { role: 'system', content: 'Be kind.' },
      { role: 'user', content: 'Where is she?' },
      {
        role: 'assistant',
        reasoning_content: 'Who asks?',
        content: 'I look.',
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'look', arguments: JSON.stringify({ for: 'her' }, null, 2) },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'Not here.' },
      { role: 'assistant', content: 'She is not here.' },
    ]);
    assert.deepEqual(record['tools'], [
      { type: 'function', function: { name: 'look', description: 'Looks', parameters: { type: 'object' } } },
    ]);
  });

  it('makes a pair a record of the preference format, and keeps a document a document', () => {
    const pair = assertSame(read({ prompt: 'May I?', chosen: 'Perhaps.', rejected: 'No.' }));
    assert.deepEqual(pair['non_preferred_output'], [{ role: 'assistant', content: 'No.' }]);
    const document = assertSame(read({ title: 'On care', text: 'Once.' }));
    assert.deepEqual(document, { title: 'On care', text: 'Once.' });
  });

  it('leaves out of a session log what nobody said in it', () => {
    const session = readSession([
      { type: 'summary', summary: 'The bug in the tax form', leafUuid: 'v' },
      { type: 'file-history-snapshot', messageId: 'm', snapshot: {} },
      { type: 'user', uuid: 'u', sessionId: 's', message: { role: 'user', content: 'Fix it' } },
      {
        type: 'assistant',
        uuid: 'v',
        sessionId: 's',
        message: { id: 'm1', role: 'assistant', content: [{ type: 'text', text: 'Done.' }] },
      },
      { type: 'system', uuid: 'w', sessionId: 's', content: 'Conversation compacted' },
    ]);
    assert.ok(session !== null);
    assert.deepEqual(toOpenaiChat(session), {
      id: 's',
      messages: [
        { role: 'user', content: 'Fix it' },
        { role: 'assistant', content: 'Done.' },
      ],
    });
  });

  it('loses nothing of any chat', () => {
    const kinds: SegmentKind[] = ['text', 'reasoning', 'tool-call', 'image'];
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((value) => !/[<[◁]/.test(value));
    const segment = (allowed: readonly SegmentKind[]) =>
      fc.record({ kind: fc.constantFrom(...allowed), text }).map(({ kind, text }) => ({
        kind,
        text: kind === 'image' ? '(image/png)' : text,
        origin: null,
        ...(kind === 'image' ? { label: 'image/png' } : kind.startsWith('tool') ? { label: 'look' } : {}),
      }));
    const turn = fc.oneof(
      fc.record({
        role: fc.constant<Role>('user'),
        segments: fc.array(segment(['text', 'image']), { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        role: fc.constant<Role>('assistant'),
        segments: fc.array(segment(kinds), { minLength: 1, maxLength: 5 }),
      }),
      fc.record({
        role: fc.constant<Role>('tool'),
        segments: fc.array(segment(['tool-result']), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (turns) => {
        const spoken = turns.map(({ role, segments }): Turn => ({ role, speaker: role, segments }));
        const transcript: Transcript = {
          shape: 'x',
          recordId: null,
          system: [],
          tools: [],
          turns: spoken,
          responses: [],
        };
        const record = JSON.parse(JSON.stringify(toOpenaiChat(transcript)));
        // Several thoughts before one text are one text of reasoning.
        const joined = (all: readonly Turn[]) =>
          said(all).map((line) => line.replaceAll(' | reasoning  ', '\n\n'));
        const reading = readValue(record, readOptions({ shape: 'openai-chat', mappings: [] }));
        assert.ok(reading.kind === 'transcript');
        assert.deepEqual(joined(reading.transcript.turns), joined(spoken));
      }),
    );
  });
});
