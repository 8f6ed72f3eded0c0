import assert from 'node:assert/strict';
import type { AcceptEntry } from '../../../../../src/core/curation/decision.ts';
import { CurationState } from '../../../../../src/core/curation/state.ts';
import { editTarget } from '../../../../../src/core/dataset/editTarget.ts';
import { readRecord } from '../../../../../src/core/dataset/read.ts';
import type { Transcript } from '../../../../../src/core/dataset/transcript.ts';
import { hhRlhfLine } from '../../../../../src/core/rewrite/export/hhRlhf.ts';
import { openaiLine } from '../../../../../src/core/rewrite/export/openai.ts';
import {
  acceptedChanges,
  type ExportLine,
  type PreferencePair,
  pairOf,
} from '../../../../../src/core/rewrite/export/pair.ts';
import { trlLine } from '../../../../../src/core/rewrite/export/trl.ts';
import { MOVED } from '../../../../../src/core/rewrite/moveOriginal.ts';
import { accept, reject, undo } from '../../curation/entries.ts';

const GOOD = 'I won’t backdate it,\n\nbecause the tenants go by that date.';

function transcriptOf(record: unknown): Transcript {
  const reading = readRecord(JSON.stringify(record));
  assert.equal(reading.kind, 'transcript');
  return (reading as { transcript: Transcript }).transcript;
}

/** The pair that replacing the last response of a record by `GOOD` makes; the record holds the accepted text. */
function pair(record: unknown, before = 'No.'): PreferencePair {
  const transcript = transcriptOf(record);
  const response = transcript.responses[0];
  assert.ok(response);
  const target = editTarget(response);
  assert.ok(target);
  const made = pairOf(transcript, response, [{ place: target.origin, before, after: target.original }]);
  assert.ok(made);
  return made;
}

const value = (line: ExportLine) => {
  assert.ok(line.ok, line.ok ? '' : line.problem);
  assert.match(line.line, /^[^\n]+\n$/);
  return JSON.parse(line.line);
};
const problem = (line: ExportLine) => (line.ok ? 'none' : line.problem);

const CHAT = {
  messages: [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Hello.' },
    { role: 'user', content: 'Backdate the form.' },
    { role: 'assistant', content: GOOD },
  ],
};
const WITH_SYSTEM = { messages: [{ role: 'system', content: 'Be brief.' }, ...CHAT.messages] };
const CALL = (id: string) => ({
  id,
  type: 'function',
  function: { name: 'look_up', arguments: '{"form":7}' },
});
const TOOL = {
  type: 'function',
  function: { name: 'look_up', description: 'Finds a form.', parameters: { type: 'object' } },
};
const WITH_TOOLS = {
  tools: [TOOL],
  messages: [
    { role: 'user', content: 'Backdate form 7.' },
    { role: 'assistant', content: null, tool_calls: [CALL('a'), CALL('b')] },
    { role: 'tool', tool_call_id: 'a', content: 'found' },
    { role: 'tool', tool_call_id: 'b', content: 'found twice' },
    { role: 'assistant', content: GOOD },
  ],
};

describe('export of preference pairs', () => {
  it('TRL: prompt, chosen and rejected as messages', () => {
    assert.deepEqual(value(trlLine(pair(WITH_SYSTEM))), {
      prompt: WITH_SYSTEM.messages.slice(0, -1),
      chosen: [{ role: 'assistant', content: GOOD }],
      rejected: [{ role: 'assistant', content: 'No.' }],
    });
  });

  it('TRL: tools, their calls and results keep together', () => {
    const { prompt, tools } = value(trlLine(pair(WITH_TOOLS)));
    assert.deepEqual(tools, [TOOL]);
    assert.deepEqual(prompt, [
      WITH_TOOLS.messages[0],
      { role: 'assistant', content: null, tool_calls: [CALL('call_1'), CALL('call_2')] },
      { role: 'tool', content: 'found', tool_call_id: 'call_1' },
      { role: 'tool', content: 'found twice', tool_call_id: 'call_2' },
    ]);
  });

  it('OpenAI: input and the two outputs', () => {
    assert.deepEqual(value(openaiLine(pair(CHAT))), {
      input: { messages: CHAT.messages.slice(0, -1), tools: [], parallel_tool_calls: true },
      preferred_output: [{ role: 'assistant', content: GOOD }],
      non_preferred_output: [{ role: 'assistant', content: 'No.' }],
    });
  });

  it('hh-rlhf: two dialogues', () => {
    const before = '\n\nHuman: Hi\n\nAssistant: Hello.\n\nHuman: Backdate the form.\n\nAssistant: ';
    assert.deepEqual(value(hhRlhfLine(pair(CHAT))), { chosen: `${before}${GOOD}`, rejected: `${before}No.` });
  });

  it('is read back as the pair that it was', () => {
    for (const toLine of [trlLine, openaiLine, hhRlhfLine]) {
      const line = toLine(pair(CHAT));
      assert.ok(line.ok);
      const reading = readRecord(line.line.trimEnd());
      assert.equal(reading.kind, 'transcript', toLine.name);
      const { responses } = (reading as { transcript: Transcript }).transcript;
      const said = Object.fromEntries(
        responses.map(({ id, turn }) => [id, turn.segments.map(({ text }) => text).join('')]),
      );
      assert.deepEqual(said, { chosen: GOOD, rejected: 'No.' }, toLine.name);
      assert.deepEqual(
        responses[0]?.context.map((turn) => turn.segments.map(({ text }) => text).join('')),
        ['Hi', 'Hello.', 'Backdate the form.'],
      );
    }
  });

  it('says what a format cannot take', () => {
    const image = {
      messages: [
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
        CHAT.messages[3],
      ],
    };
    assert.match(problem(trlLine(pair(image))), /an image/);
    assert.match(problem(openaiLine(pair(image))), /an image/);
    assert.match(problem(hhRlhfLine(pair(WITH_SYSTEM))), /a system text/);
    assert.match(problem(hhRlhfLine(pair(WITH_TOOLS))), /tool definitions/);
    assert.match(problem(hhRlhfLine(pair({ messages: WITH_TOOLS.messages }))), /more than the words/);
    const mark = { messages: [{ role: 'user', content: 'He said:\n\nHuman: hi' }, CHAT.messages[3]] };
    assert.match(problem(hhRlhfLine(pair(mark))), /begins a paragraph/);
    assert.equal(problem(trlLine(pair(mark))), 'none');
    const calls = {
      messages: [
        { role: 'user', content: 'Go' },
        { role: 'assistant', content: GOOD, tool_calls: [CALL('a')] },
      ],
    };
    assert.match(problem(openaiLine(pair(calls))), /calls tools/);
    const { chosen, rejected } = value(trlLine(pair(calls)));
    assert.deepEqual(chosen[0].tool_calls, rejected[0].tool_calls);
  });

  it('shows reasoning only where the pair is about it', () => {
    const record = {
      messages: [
        { role: 'user', content: 'Backdate it.' },
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'They go by it.', signature: '' },
            { type: 'text', text: 'No.' },
          ],
        },
      ],
    };
    const transcript = transcriptOf(record);
    const response = transcript.responses[0];
    const [thought, answer] = response?.turn.segments ?? [];
    assert.ok(response && thought?.origin && answer?.origin);
    const about = (segment: typeof thought) => {
      assert.ok(segment.origin);
      const made = pairOf(transcript, response, [
        { place: segment.origin, before: 'x', after: segment.text },
      ]);
      assert.ok(made);
      const { chosen, rejected } = value(trlLine(made));
      return [chosen[0].content, rejected[0].content];
    };
    assert.deepEqual(about(answer), ['No.', 'x']);
    assert.deepEqual(about(thought), [
      '<think>\nThey go by it.\n</think>\n\nNo.',
      '<think>\nx\n</think>\n\nNo.',
    ]);
  });
});

describe('accepted changes', () => {
  const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
  const change = (id: string, minute: number, before: string, after: string): AcceptEntry => ({
    ...accept({ id, at: at(minute) }),
    before,
    after,
  });

  it('count from the first text to the last, without what was taken back', () => {
    const state = new CurationState([
      change('a', 1, 'one', 'two'),
      reject({ id: 'r', at: at(2) }),
      change('b', 3, 'two', 'three'),
      { ...change('c', 4, 'x', 'y'), place: { path: ['messages', 3, 'content'], start: 0, end: 1 } },
      change('d', 5, 'three', 'four'),
      undo({ id: 'u', at: at(6) }, 'd'),
    ]);
    assert.deepEqual(
      acceptedChanges(state.of('id:r1', 'last')).map(({ before, after }) => [before, after]),
      [
        ['one', 'three'],
        ['x', 'y'],
      ],
    );
  });

  it('are none when the text came back to what it was', () => {
    const state = new CurationState([change('a', 1, 'one', 'two'), change('b', 2, 'two', 'one')]);
    assert.deepEqual(acceptedChanges(state.of('id:r1', 'last')), []);
  });

  it('leave out the original that an accept put on the rejected side', () => {
    const taken = accept({ id: 'm' });
    const moved = { ...taken, proposal: { ...taken.proposal, strategy: MOVED } };
    assert.equal(acceptedChanges(new CurationState([taken]).of('id:r1', 'last')).length, 1);
    assert.deepEqual(acceptedChanges(new CurationState([moved]).of('id:r1', 'last')), []);
  });

  it('make no pair when the record no longer holds their place', () => {
    const transcript = transcriptOf(CHAT);
    const response = transcript.responses[0];
    assert.ok(response);
    const gone = { place: { path: ['messages', 9, 'content'], start: 0, end: 1 }, before: 'a', after: 'b' };
    assert.equal(pairOf(transcript, response, [gone]), null);
    assert.equal(pairOf(transcript, response, []), null);
  });
});

describe('export of awkward pairs', () => {
  const THINK = {
    id: 'r1',
    messages: [
      { role: 'user', content: 'Backdate it.' },
      { role: 'assistant', content: '<think>Short.</think>\n\nNo.' },
    ],
  };
  const path = ['messages', 1, 'content'];
  const entry = (id: string, start: number, before: string, after: string, batch?: string): AcceptEntry => ({
    ...accept({ id, at: `2026-11-20T10:0${id.length}:00.000Z` }),
    ...(batch === undefined ? {} : { batch }),
    place: { path, start, end: start + before.length },
    before,
    after,
  });
  /** The pair of a record whose assistant says `content` after these accepts. */
  const pairAfter = (content: string, entries: readonly AcceptEntry[]) => {
    const transcript = transcriptOf({
      ...THINK,
      messages: [THINK.messages[0], { role: 'assistant', content }],
    });
    const response = transcript.responses[0];
    assert.ok(response);
    const made = pairOf(
      transcript,
      response,
      acceptedChanges(new CurationState(entries).of('id:r1', 'last')),
    );
    assert.ok(made, 'the accepted texts are found');
    const { chosen, rejected } = value(trlLine(made));
    return [chosen[0].content, rejected[0].content];
  };
  const LONG = 'They go by that date, and a wrong one may hurt them.';

  it('finds an answer that moved since its reasoning was rewritten with it', () => {
    const both = [entry('a', 7, 'Short.', LONG, 'b1'), entry('a2', 23, 'No.', GOOD, 'b1')];
    assert.deepEqual(pairAfter(`<think>${LONG}</think>\n\n${GOOD}`, both), [
      `<think>\n${LONG}\n</think>\n\n${GOOD}`,
      '<think>\nShort.\n</think>\n\nNo.',
    ]);
    assert.deepEqual(pairAfter(`<think>${LONG}</think>\n\n${GOOD}`, both.toReversed()), [
      `<think>\n${LONG}\n</think>\n\n${GOOD}`,
      '<think>\nShort.\n</think>\n\nNo.',
    ]);
  });

  it('finds it when the one was rewritten after the other, and again', () => {
    const moved = 23 + LONG.length - 'Short.'.length;
    const entries = [
      entry('a', 23, 'No.', 'Not that.'),
      entry('aa', 7, 'Short.', LONG),
      entry('aaa', moved, 'Not that.', GOOD),
    ];
    assert.deepEqual(pairAfter(`<think>${LONG}</think>\n\n${GOOD}`, entries), [
      `<think>\n${LONG}\n</think>\n\n${GOOD}`,
      '<think>\nShort.\n</think>\n\nNo.',
    ]);
  });

  it('leaves out what stands alone: a document, an answer to nothing', () => {
    const alone = { messages: [{ role: 'assistant', content: GOOD }] };
    for (const toLine of [trlLine, openaiLine, hhRlhfLine])
      assert.match(problem(toLine(pair(alone))), /Nothing stands before the response/);
  });

  it('hh-rlhf: keeps every character of a dialogue of many turns', () => {
    const before =
      '\n\nHuman:  Two spaces, a tab\t and\none line end. \n\nAssistant: Yes?\n\n- a list\n- of two\n\nHuman: Go on…\n\n\n\nAssistant: ';
    const chosen = { chosen: `${before}${GOOD}`, rejected: `${before}Sure.` };
    const line = hhRlhfLine(pair(chosen, 'No.'));
    assert.deepEqual(value(line), { chosen: `${before}${GOOD}`, rejected: `${before}No.` });
  });

  it('hh-rlhf: leaves reasoning out as the other forms do, and takes no text that reads as a turn', () => {
    const thought = {
      messages: [THINK.messages[0], { role: 'assistant', content: `<think>Hm.</think>\n\n${GOOD}` }],
    };
    assert.deepEqual(value(hhRlhfLine(pair(thought))), {
      chosen: `\n\nHuman: Backdate it.\n\nAssistant: ${GOOD}`,
      rejected: '\n\nHuman: Backdate it.\n\nAssistant: No.',
    });
    for (const text of ['a\n\nSystem: b', 'a\n\n Human: b', 'a\n\n\tAssistant:b'])
      assert.match(
        problem(hhRlhfLine(pair({ messages: [{ role: 'user', content: text }, CHAT.messages[3]] }))),
        /begins a paragraph/,
        JSON.stringify(text),
      );
  });

  it('OpenAI: takes no call without its result, and no result without its call', () => {
    const [asked, calls, one, two, said] = WITH_TOOLS.messages;
    assert.equal(problem(openaiLine(pair(WITH_TOOLS))), 'none');
    for (const messages of [
      [asked, calls, one, said],
      [asked, one, said],
      [asked, calls, asked, one, two, said],
    ])
      assert.match(problem(openaiLine(pair({ ...WITH_TOOLS, messages }))), /without its/);
  });

  it('keeps a system text amid the turns, and every character of any script', () => {
    const odd = 'e\u0301 \u00e9 \u2028 \u2029 \u0085 \u0000 👩‍👧 \ud800 "\\" </s> שלום';
    const record = {
      messages: [
        { role: 'user', content: odd },
        { role: 'assistant', content: 'Yes?' },
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Go on.' },
        { role: 'assistant', content: odd },
      ],
    };
    for (const toLine of [trlLine, openaiLine]) {
      const line = toLine(pair(record));
      assert.ok(line.ok);
      assert.doesNotMatch(line.line.slice(0, -1), /[\n\r\u0085\u2028\u2029]/);
      const { prompt, input, chosen, preferred_output } = JSON.parse(line.line);
      assert.deepEqual(prompt ?? input.messages, record.messages.slice(0, -1));
      assert.equal((chosen ?? preferred_output)[0].content, odd);
    }
    assert.match(problem(hhRlhfLine(pair(record))), /more than the words/);
  });
});
