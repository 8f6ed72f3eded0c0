import type { Segment, Turn } from '../dataset/transcript.ts';
import type { PassageQuery } from './rank.ts';

/** What a transcript shows of the situation: its texts by who wrote them, and facts that words alone do not show. */
export interface Situation {
  /** What the user wrote last, and before that. */
  readonly request: string;
  readonly earlier: string;
  readonly system: string;
  readonly response: string;
  readonly facts: ReadonlySet<string>;
}

/**
 * Facts about a transcript that a concept's cues may name, written `@fact`; the codes of findings are facts too. Kept as
 * a list, so that a curator's concept file can be told of a name that never holds.
 */
export const SITUATION_FACTS = [
  'system',
  'tools',
  'tool-call',
  'tool-result',
  'image',
  'code',
  'math',
  'opinion',
  'dilemma',
  'question',
  'task',
  'casual',
  'feelings',
  'means-harm',
  'minor',
  'agentic',
  'short-request',
  'vague',
  'pasted',
  'refuses',
  'scolds',
  'asks-back',
  'long-response',
  'list',
  'long-chat',
] as const;

/** Longer texts are read at both ends only, which keeps a query within its budget. */
const MOST_CHARACTERS = 4_000;

function bothEnds(text: string): string {
  return text.length <= MOST_CHARACTERS
    ? text
    : `${text.slice(0, MOST_CHARACTERS / 2)}\n${text.slice(-MOST_CHARACTERS / 2)}`;
}

function join(segments: readonly Segment[]): string {
  return bothEnds(segments.map((segment) => segment.text).join('\n'));
}

const REFUSAL =
  /^\W*(?:(?:oh|well|hi|hey|thanks?[^.!?]{0,40})[,.!]\s*)?(?:i['’]?m (?:really |very |so )?sorry|sorry|i apologi[sz]e|unfortunately|i (?:can['’]?t|cannot|can not|won['’]?t|will not|am unable|am not able|must decline|don['’]?t feel comfortable)|i['’]?m (?:unable|not able|not going to|not comfortable)|no[,.])/i;
const CANNOT =
  /\b(?:i (?:can['’]?t|cannot|won['’]?t|am not able to|am unable to) (?:help|assist|provide|do that|create|write|share|support|comply|fulfil|continue|discuss)|i['’]?m (?:unable|not able) to)/i;
const SCOLDING =
  /\b(?:unethical|immoral|inappropriate|irresponsible|it is (?:important|essential|crucial) to|you should (?:be ashamed|never)|i must (?:emphasi[sz]e|remind)|i strongly (?:urge|advise))\b/i;
const OPINION =
  /\b(?:do you (?:think|believe|agree|prefer|support)|your (?:opinion|view|thoughts|take|stance)|who would you|what would you|should (?:\w+ ){1,4}be (?:legal|banned|allowed|abolished))\b/i;
const CODE =
  /```|\b(?:function|const|import|def|class|return|SELECT|console\.log|#include)\b.*[({;]|<\/?\w+>|\bpython\b|\bjavascript\b|\bsql\b/i;
const MATH =
  /\\frac|\\\(|\$\$|\d\s*[+*/^=×÷]\s*[\dx(]|\b(?:equation|integral|derivative|solve for|theorem)\b/i;

const FIRST_PERSON = /\b(?:i|i['’](?:m|ve|d|ll)|im|my|me|mine|we|our|us)\b/gi;
const ASKS_ADVICE =
  /\b(?:should (?:i|we)|do i|would you|what do i|how (?:do|should|would|can) (?:i|we|you)|can i|could i|is it (?:ok|okay|wrong|bad|fair)|am i|thinking of|thinking about|part of me|torn|i could|help me|what would|do we|is there|either|tell (?:me|him|her|them))\b/i;
/** Somebody besides the person who asks. */
const SOMEBODY =
  /\b(?:he|she|him|her|his|hers|they|them|their|mum|mom|dad|mother|father|parents?|sister|brother|son|daughter|kids?|child(?:ren)?|wife|husband|partner|ex|friends?|neighbou?rs?|boss|manager|colleagues?|cowork\w+|co-workers?|staff|team|employees?|clients?|customers?|patients?|students?|pupils?|tenants?|landlord|buyers?|seller|guests?|members?|family|aunt|uncle|grand\w+|cousin|boyfriend|girlfriend|company|owner|people|everyone|nobody|somebody|someone)\b/i;
const QUESTION =
  /^\W*(?:(?:hi|hey|hello|so|ok|please)\b[,! ]*)?(?:what|who|when|where|which|why|how|is|are|does|do|did|can|was|were|will)\b/i;
const TASK =
  /\b(?:write|draft|create|generate|compose|make|build|design|translate|summari[sz]e|rewrite|edit|proofread|fix|list|give me|implement|plan|prepare|explain|analy[sz]e|help me (?:write|make|draft))\b/i;
const CASUAL =
  /\b(?:hey|yo+|lol|lmao|haha|ugh|dude|bro|gonna|wanna|u|ur|omg|wtf|thx|sup|btw)\b|!{2,}|([a-z])\1{3,}/i;
/** An age that somebody states: of a person below eighteen, not of a house or of an adult. */
const MINOR_AGE =
  /\b(?:[5-9]|1[0-7])[- ]?(?:years?[- ]old|yo\b|y\/o)|\b(?:i['’]?m|i am|he['’]?s|he is|she['’]?s|she is|aged|age|turned|turning|just) (?:1[0-7]|[5-9])\b(?! ?(?:%|percent|minutes?|hours?|days?|weeks?|months?|miles?|km|kg|pounds?|lbs?|feet|dollars|times|points?|people))|\b(?:[1-9]|1[0-2])(?:st|nd|rd|th)[- ]grade/i;
/** Says that somebody is to be hurt, by the one who asks or with their help; a process, a weed and time are nobody. */
const MEANS_HARM =
  /\b(?:want(?:s|ed)? to|wanna|going to|gonna|plan(?:s|ning)? to|about to|how (?:do|can|could|would|should) i|ways? to|i['’]?(?:ll|d like to)|tempted to) (?:\w+ ){0,2}(?:shoot|kill|stab|poison|hurt|strangle|beat|attack|drug|kidnap|threaten|blackmail|stalk|rob|burn down|blow up|get revenge on|get back at|ruin) (?:someone|somebody|him|her|them|people|everyone|(?:my|his|her|their|this|that|the|a|an) (?:\w+ ){0,2}(?:boss|husband|wife|ex|ex-\w+|neighbou?r\w*|teacher|father|mother|dad|mom|mum|brother|sister|friend|girlfriend|boyfriend|partner|colleague|coworker|roommate|landlord|guy|man|woman|girl|boy|person|kid|child|house|school|office|family))\b/i;
const FEELINGS =
  /\b(?:i(?:['’]?m| am| feel|['’]ve been)(?: \w+){0,3} (?:sad|scared|afraid|worried|anxious|lonely|tired|exhausted|upset|angry|frustrated|stressed|hurt|proud|excited|happy|nervous|overwhelmed|ashamed|hopeless|depressed|discouraged|down|lost|guilty|heartbroken|devastated|thrilled)|i feel)\b/i;

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/**
 * Reads a transcript and, where there is one, the response under review. Every finding's code is a fact too, so that
 * what is wrong with the response steers towards what the constitution says about that.
 */
export function situationOf({ transcript, response, findings }: PassageQuery): Situation {
  const context = response?.context ?? transcript.turns;
  const lastUser = context.findLastIndex((turn) => turn.role === 'user');
  const said = (turns: readonly Turn[], role: Turn['role']): Segment[] =>
    turns.filter((turn) => turn.role === role).flatMap((turn) => turn.segments);
  const request = lastUser < 0 ? '' : join(context[lastUser]?.segments ?? []);
  const earlier = join([...said(context.slice(0, Math.max(lastUser, 0)), 'user'), ...said(context, 'tool')]);
  const system = join([...transcript.system, ...said(context, 'system')]);
  const answer = join(response?.turn.segments ?? []);
  const facts = new Set<string>((findings ?? []).map(({ code }) => `@${code}`));
  const note = (holds: boolean, fact: (typeof SITUATION_FACTS)[number]): void => {
    if (holds) {
      facts.add(`@${fact}`);
    }
  };
  const kinds = new Set(
    [...context, ...(response === null ? [] : [response.turn])].flatMap((turn) =>
      turn.segments.map((s) => s.kind),
    ),
  );
  const words = countWords(request);
  note(system !== '', 'system');
  note(transcript.tools.length > 0 || kinds.has('tool-call'), 'tools');
  note(kinds.has('tool-call'), 'tool-call');
  note(kinds.has('tool-result') || context.some((turn) => turn.role === 'tool'), 'tool-result');
  note(kinds.has('image'), 'image');
  note(CODE.test(request) || /```/.test(answer), 'code');
  note(MATH.test(request) || MATH.test(answer), 'math');
  note(OPINION.test(request), 'opinion');
  const firstPerson = request.match(FIRST_PERSON)?.length ?? 0;
  note(
    firstPerson >= 2 &&
      words > 18 &&
      ASKS_ADVICE.test(request) &&
      SOMEBODY.test(request) &&
      !kinds.has('tool-call'),
    'dilemma',
  );
  note(words > 0 && words < 30 && QUESTION.test(request) && firstPerson < 2, 'question');
  note(TASK.test(request), 'task');
  note(CASUAL.test(request), 'casual');
  note(FEELINGS.test(request), 'feelings');
  note(MEANS_HARM.test(request), 'means-harm');
  note(MINOR_AGE.test(request) || MINOR_AGE.test(earlier) || MINOR_AGE.test(system), 'minor');
  note(
    kinds.has('tool-call') || /\b(?:you are an? (?:\w+ ){0,4}agent|tools?|autonomous)/i.test(system),
    'agentic',
  );
  note(words > 0 && words < 9, 'short-request');
  note(words > 0 && words < 16 && !request.includes('?'), 'vague');
  note(words > 60 && /\n\s*\n|["“`]{1}[^"”`]{120,}/.test(request), 'pasted');
  note(REFUSAL.test(answer) || CANNOT.test(answer.slice(0, 400)), 'refuses');
  note(SCOLDING.test(answer), 'scolds');
  note(/\?["”')\]*\s]*$/.test(answer), 'asks-back');
  note(countWords(answer) > 220, 'long-response');
  note((answer.match(/^\s*(?:[-*•]|\d+[.)])\s/gm)?.length ?? 0) >= 4, 'list');
  note(context.filter((turn) => turn.role === 'user').length > 2, 'long-chat');
  return { request, earlier, system, response: answer, facts };
}
