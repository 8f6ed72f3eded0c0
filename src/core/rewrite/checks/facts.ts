/** A piece of a text that can be checked against another text word for word. */
export interface Fact {
  readonly kind: 'number' | 'link' | 'code' | 'name';
  readonly text: string;
  readonly start: number;
}

const LINK = /\bhttps?:\/\/[^\s<>"')\]]+|\b[\w.+-]+@[\w-]+\.[\w.-]*\w/g;
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;
/** A number that counts something; those of a numbered list are layout. */
const NUMBER = /(?<![\w.,-])[$€£]?\d[\d.,:]*\d%?|(?<![\w.,-])[$€£]?\d%?(?![\w.)])/g;
/** Capitals inside a sentence: names, mostly. After a stop, a line break or a quotation mark nothing can be told. */
const NAME =
  /(?<=[\p{Ll}\p{N},;:]['’]?s? |[\p{Ll}\p{N},;]\()\p{Lu}[\p{L}\p{N}'’-]+(?: \p{Lu}[\p{L}\p{N}'’-]+)*/gu;
/** Words that English writes with a capital and that name nothing in particular. */
const NO_NAME =
  /^(?:I(?:['’]\w+)?|Mr|Mrs|Ms|Dr|AI|OK|Okay|Yes|No|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Internet|\p{Lu}{2,4}s?)$/u;

/** The links, code, numbers and names of a text, in that order of precedence where they overlap. */
export function factsOf(text: string): readonly Fact[] {
  const facts: Fact[] = [];
  let rest = text;
  const take = (kind: Fact['kind'], pattern: RegExp) => {
    for (const match of rest.matchAll(pattern)) {
      if (kind !== 'name' || !NO_NAME.test(match[0])) {
        facts.push({ kind, text: match[0].replace(/[.,:;]+$/, ''), start: match.index });
      }
    }
    // Blanked, not cut, so that places stay what they are.
    rest = rest.replace(pattern, (found) => '\u0000'.repeat(found.length));
  };
  take('code', CODE);
  take('link', LINK);
  take('number', NUMBER);
  take('name', NAME);
  return facts;
}

/** Whether a text holds a fact, whatever the case, the kind of apostrophe, or marks inside a number. */
export function holds(text: string, fact: Fact): boolean {
  return normalise(text).includes(normalise(fact.text));
}

function normalise(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/'s\b/g, '')
    .replace(/\s+/g, ' ');
}
