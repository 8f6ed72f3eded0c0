/** What a text does with what was asked, as far as set phrases tell. English only. */
export type Stance = 'declines' | 'partly' | 'helps';

/** “I won’t” and the like decline whatever follows; “I can’t” declines only where it is about helping. */
const DECLINE =
  /\bI(?:'m| am)(?: really| truly| very)? (?:sorry|afraid)[^.!?\n]{0,40}\b(?:can't|cannot|can not|won't|unable|not able)\b|\bI(?: still| just| simply| also| really| certainly| definitely| personally)? (?:won't|will not|refuse to|must decline|have to decline|decline to)\b(?! (?:lie|pretend|judge|sugarcoat|repeat|know|claim)\b)|\bI(?: still| just| simply| also| really)? (?:can't|cannot|can not|am not able to|am unable to|don't want to|do not want to)(?: \w+){0,2}? (?:help|assist|do|provide|give|write|create|make|tell|support|share|explain|draft|take|send|delete|participate|comply|answer|fulfill|fulfil|produce|generate|sign|hide|approve|run|carry)\b|\bI'm(?: still| just| simply| really)? (?:not (?:going to|able|willing|comfortable)|unable)\b|\bnot something I (?:can|will|would|want)\b|\bI(?:'d| would) rather not\b/i;
const HELP =
  /\b(?:here(?:'s| is| are)|happy to help|glad to help|of course|sure[,!]|you can (?:start|use|try)|(?:first|step 1)[,:]|I (?:can|could|will|would|'ll|'d)(?: gladly| happily| also| still| instead)? (?:help|offer|draft|write|suggest|walk|look))\b|^\s*(?:\d+\.|[-*•]) /im;

export function stanceOf(text: string): Stance {
  const plain = text.replaceAll('’', "'");
  if (!DECLINE.test(plain)) {
    return 'helps';
  }
  return HELP.test(plain) ? 'partly' : 'declines';
}
