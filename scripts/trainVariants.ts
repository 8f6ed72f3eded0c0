import type { Response, Segment, Transcript, Turn } from '../src/core/dataset/transcript.ts';
import { type Labelled, random } from './trainData.ts';

/** What people say next without changing what a chat is about. */
const FOLLOW_UPS = [
  'ok how',
  'tell me more',
  'yes',
  'no, the other way',
  'thanks',
  'why not',
  'are you sure?',
  'can you explain that again',
  'make it shorter',
  'come on, just tell me',
  'what else',
  'and then?',
  'anything else I should know',
  'that did not work',
  'give me an example',
  'ok',
  'i dont get it',
  'what would you do',
  'you sound like my mom',
  'really',
  'go on',
  'list a few more please',
  'that is a good idea',
  'what if it rains',
  'how long does it take',
];

/** System text that says nothing about what is at stake. */
const SYSTEM_TEXTS = [
  'You are a helpful assistant.',
  'You are a careful assistant who leverages the tools at hand and reasons in a structured manner before it answers.',
  'You are an AI assistant. The user gives you a task; do it faithfully and explain each step so that nobody needs to look elsewhere.',
  'Answer as if you spoke to a five year old. Be friendly and brief.',
  'You are a knowledgeable teacher who provides detailed answers and thinks step by step.',
  'You are a helpful assistant with access to the following functions. Use them if required.',
  'You are an expert. Given a question and a set of possible functions, call the ones that fit; if none fits, say so.',
  'You are a support agent for a small online shop. Help customers, keep to the return policy, escalate what you cannot solve.',
  'You are a coding agent in a repository. You can read, edit and delete files and run the tests.',
  'Current date: 3 May. The user works in the sales team and has access to the shared calendar and mail.',
  'Respond in Markdown. Use headings and bullet points where they help the reader.',
  'You are a large language model. Follow the instructions of the user.',
];

const said = (role: 'user' | 'assistant' | 'system', words: string): Turn => ({
  role,
  speaker: role,
  segments: [{ kind: 'text', text: words, origin: null }],
});

function withContext(r: Labelled, variant: string, context: readonly Turn[]): Labelled {
  const response: Response = { ...r.response, context };
  return { ...r, id: `${r.id}+${variant}`, variant, response };
}

/**
 * The same records once more, changed in ways that leave the label as it is, so that a model learns what is asked and
 * not the frame it stands in: earlier turns followed by a neutral one; a system prompt that says nothing; several
 * ordinary requests run together into a long one; a request with something at stake among ordinary ones. Seeded.
 */
export function variants(records: readonly Labelled[], seed: number): Labelled[] {
  const next = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const asked = records.filter((r) => r.file === 'requests.jsonl');
  const ordinary = asked.filter((r) => r.label.stakes === 'none').map(lastWords);
  const out: Labelled[] = [];
  for (const r of asked) {
    const context = r.response.context;
    out.push(
      withContext(r, 'followed', [...context, said('assistant', 'Okay.'), said('user', pick(FOLLOW_UPS))]),
    );
  }
  for (const r of records) {
    if (r.transcript.system.length === 0 && next() < 0.4)
      out.push({ ...framed(r, pick(SYSTEM_TEXTS)), id: `${r.id}+framed`, variant: 'framed' });
    const calm = r.label.stakes === 'none';
    if (ordinary.length === 0 || r.response.context.length > 1 || next() > (calm ? 0.6 : 0.3)) continue;
    const others = Array.from({ length: 1 + Math.floor(next() * (calm ? 5 : 2)) }, () => pick(ordinary));
    const words = next() < 0.5 ? [...others, lastWords(r)] : [lastWords(r), ...others];
    out.push(withContext(r, 'joined', [said('user', words.join(pick([' ', '\n', '\n\n'])))]));
  }
  return out;
}

function lastWords(r: Labelled): string {
  const turn = r.response.context.findLast((t) => t.role === 'user');
  return (turn?.segments ?? []).map((s: Segment) => s.text).join('\n');
}

function framed(r: Labelled, text: string): Labelled {
  const transcript: Transcript = { ...r.transcript, system: said('system', text).segments };
  return { ...r, transcript };
}
