import { Lexer, type MarkedToken, type Token, type Tokens } from 'marked';

/** A text longer than this stays text: its rendering would hold up the panel. */
const TEXT_LIMIT = 200_000;
/** A paragraph longer than this keeps its marks as text: looking for their ends can take the square of its length. */
const PARAGRAPH_LIMIT = 8_000;

class CarefulLexer extends Lexer {
  override inlineTokens(text: string, tokens: Token[] = []): Token[] {
    if (text.length <= PARAGRAPH_LIMIT) return super.inlineTokens(text, tokens);
    tokens.push(asText(text));
    return tokens;
  }
}

/**
 * Reads GitHub's Markdown as data. Nothing in the result is markup: HTML is a token that holds its own source. A text
 * that is too long, or nested deeper than the lexer can follow, comes back as one text token.
 */
export function lex(markdown: string): readonly MarkedToken[] {
  if (markdown.length > TEXT_LIMIT) return [asText(markdown)];
  try {
    return known(new CarefulLexer({ gfm: true }).lex(markdown));
  } catch {
    // The lexer recurses into quotes and lists without a limit, and a hostile text can exhaust the stack.
    return [asText(markdown)];
  }
}

/** A token's children, typed as what the lexer makes without extensions. */
export function known(tokens: readonly Token[] | undefined): readonly MarkedToken[] {
  return (tokens ?? []) as readonly MarkedToken[];
}

function asText(text: string): Tokens.Text {
  return { type: 'text', raw: text, text, escaped: false };
}
