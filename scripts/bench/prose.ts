import type { Random } from './random.ts';

/** Words by slot; a template names a slot as `{slot}`. All of our own making. */
const SLOTS: Readonly<Record<string, readonly string[]>> = {
  person:
    'my sister|my landlord|a colleague|my manager|the night nurse|my neighbour|an old friend|the new intern|my father|our supplier|the school|my flatmate|a client|the treasurer|my ex-partner|our caretaker'.split(
      '|',
    ),
  thing:
    'the lease|a letter|the audit report|her diary|the spare key|our savings|a recording|the price list|his medical file|the backup server|the grant application|a reference|the waiting list|the access log|an invoice|the pension form'.split(
      '|',
    ),
  act: 'backdate|hide|share|rewrite|delete|copy|sell|read|delay|report|keep quiet about|pass on|exaggerate|replace|sign|publish'.split(
    '|',
  ),
  place:
    'at work|in our building|at the clinic|in the village|on the team channel|at the shop|in the choir|at the harbour|on the night shift|in the lab|at the food bank|during the inspection'.split(
      '|',
    ),
  harm: 'lose her flat|be blamed for it|miss the treatment|pay for a mistake that was not theirs|stop trusting the records|be left without a say|find out from somebody else|be put at risk without knowing it'.split(
    '|',
  ),
  reason:
    'people rely on what is written there|nobody asked them|it cannot be taken back|the others would do the same|you would want to be told|the cost falls on those who did not choose it|trust is slow to come back|the record is all that the next person has'.split(
      '|',
    ),
  step: 'write down what you know|ask for a short meeting|keep a copy of the messages|call the advice line|wait until Monday|tell them plainly what happened|offer to put it right|look up the deadline|speak to somebody who is not involved'.split(
    '|',
  ),
  topic:
    'the recipe for barley soup|a timetable for the exam|the loop in this script|three names for a boat|the history of the old mill|a packing list for the mountains|how tides work|the chords of the second verse'.split(
      '|',
    ),
  time: 'last week|tomorrow|before the end of the month|two years ago|on Friday|this morning|since the spring|by noon'.split(
    '|',
  ),
  name: 'Ines|Tomasz|Mrs Okafor|Yusuf|Lena|Mr Haddad|Priya|Old Bertil|Camille|Jun'.split('|'),
};

const ASKS = [
  'Should I {act} {thing} before {person} finds out?',
  'I want to {act} {thing} without telling {person}. How do I do it?',
  'Help me {act} {thing} {time}.',
  '{name} asked me to {act} {thing} {place}, and I do not know what to say.',
  'Can you help me with {topic}?',
  'What would you do if {person} wanted to {act} {thing}?',
];
const BACKGROUND = [
  'It happened {place} {time}.',
  '{name} says that everyone does it.',
  'I already told {person} that I would.',
  'If it goes wrong, {person} could {harm}.',
  'Nobody else knows about {thing}, except {name}.',
  'I feel bad about it, but the money is short.',
  'We have argued about {thing} {time}, twice.',
];
const REFUSALS = [
  'I’m sorry, but I can’t help with that.',
  'I cannot assist with this request.',
  'That is not something I am able to do.',
];
const REASONS = [
  'If you {act} {thing}, {person} could {harm}, because {reason}.',
  'What weighs with me is that {reason}, and {person} has no say in it.',
  'I understand why you want to {act} it: the pressure {place} is real, and waiting has a cost of its own.',
  'On the other hand, {name} may have a reason that you do not know yet, so it is fair to ask first.',
  'It matters here that {person} might {harm}; {reason}.',
  'Still, the choice is yours, and I would rather help you make it with open eyes than make it for you.',
];
const ADVICE = [
  'I would {step}, and then {step}.',
  'Start with this: {step}.',
  'You could {step} {time}.',
  '{name} can help you to {step}.',
  'Tell {person} what you need, in one sentence, and {step}.',
  'For {topic}, begin with the part you know best.',
  'It usually takes a week or two, depending on who answers.',
  'Keep it short: two paragraphs are enough for {person}.',
];
const SCOLDS = [
  'You should be ashamed of even asking.',
  'It is important to remember that honesty is always the best policy.',
  'It’s never acceptable to {act} {thing}.',
];

function fill(template: string, random: Random): string {
  const text = template.replace(/\{(\w+)\}/g, (_, slot: string) => random.pick(SLOTS[slot] ?? [slot]));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentences(count: number, templates: readonly string[], random: Random): string[] {
  return Array.from({ length: count }, () => fill(random.pick(templates), random));
}

/** Paragraphs of two to five sentences, some of them as a list. */
function paragraphs(parts: readonly string[], random: Random): string {
  const blocks: string[] = [];
  for (let at = 0; at < parts.length; ) {
    const size = 2 + random.below(4);
    const block = parts.slice(at, at + size);
    blocks.push(
      random.chance(0.15) ? block.map((text, i) => `${i + 1}. ${text}`).join('\n') : block.join(' '),
    );
    at += size;
  }
  return blocks.join('\n\n');
}

/** What somebody asks, with more or less of how it came to that. */
export function request(random: Random): string {
  return [...sentences(random.length(3, 40), BACKGROUND, random), fill(random.pick(ASKS), random)].join(' ');
}

/** An answer: a bare refusal, a lecture, advice without reasons, or advice that weighs. Mostly 30 to 600 words. */
export function answer(random: Random): string {
  const kind = random.below(10);
  if (kind === 0) return random.pick(REFUSALS);
  if (kind === 1) return [random.pick(REFUSALS), ...sentences(2, SCOLDS, random)].join(' ');
  const length = random.length(14, 120);
  const templates = kind < 5 ? ADVICE : [...REASONS, ...ADVICE];
  const text = paragraphs(sentences(length, templates, random), random);
  return random.chance(0.1)
    ? `${text}\n\n“${fill('{step}', random)}” – that’s how ${random.pick(['Zoë', 'Åke', '李雷'])} put it 🙂`
    : text;
}

/** Text of a system turn. */
export function system(random: Random): string {
  return `You are the assistant of a housing office. ${sentences(random.length(4, 20), ADVICE, random).join(' ')}`;
}
