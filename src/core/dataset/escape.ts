/** How the record at hand writes its strings. */
interface EscapeStyle {
  /** Every unit above U+007F is written as `\uXXXX`. */
  readonly ascii: boolean;
  /** ASCII characters that JSON does not ask to escape and are escaped all the same, as `\u003c` or `\/` are. */
  readonly also: ReadonlySet<string>;
  readonly upperCase: boolean;
}

const OPTIONAL = ['/', '<', '>', '&', "'", '+', '=', '`'] as const;

/**
 * The raw inside of a JSON string literal that holds `text`, in the style of `literal` (the raw text it replaces),
 * and where that shows no style in the style of the whole `line`.
 */
export function escapeLike(text: string, literal: string, line: string): string {
  const style = styleOf(literal, line);
  let raw = JSON.stringify(text).slice(1, -1);
  if (style.ascii) {
    raw = raw.replace(/[\u0080-\uffff]/g, (unit) => unicodeEscape(unit, style));
  } else {
    // Editors split lines at these two, so they are written raw only where the record does so.
    raw = raw.replace(/[\u2028\u2029]/g, (unit) => (line.includes(unit) ? unit : unicodeEscape(unit, style)));
  }
  if (style.also.size > 0) {
    raw = raw.replace(/[/<>&'+=`]/g, (unit) =>
      style.also.has(unit) ? (unit === '/' ? '\\/' : unicodeEscape(unit, style)) : unit,
    );
  }
  return raw;
}

function styleOf(literal: string, line: string): EscapeStyle {
  const also = new Set<string>(OPTIONAL.filter((unit) => escapesUnit(unit, literal, line)));
  return {
    ascii: isAsciiOnly(literal) ?? isAsciiOnly(line) ?? false,
    also,
    upperCase:
      /\\u(?=[0-9A-F]*[A-F])[0-9A-F]{4}/.test(line) && !/\\u(?=[0-9a-f]*[a-f])[0-9a-f]{4}/.test(line),
  };
}

/** Whether non-ASCII is always escaped; null where there is none to tell by. */
function isAsciiOnly(raw: string): boolean | null {
  if (/[\u0080-\uffff]/.test(raw)) {
    return false;
  }
  // A lone surrogate or a control character must be escaped in any style, and says nothing of it.
  const isEscaped =
    /(?<!\\)(?:\\\\)*\\u(?:(?!00[0-7]|d[89a-f])[0-9a-f]{4}|d[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2})/i.test(
      raw,
    );
  return isEscaped ? true : null;
}

function escapesUnit(unit: string, literal: string, line: string): boolean {
  const escaped = unit === '/' ? '\\/' : `\\u00${unit.charCodeAt(0).toString(16)}`;
  const has = (raw: string) =>
    raw.includes(escaped) || raw.includes(escaped.toUpperCase().replace('\\U', '\\u'));
  if (literal.includes(unit) || has(literal)) {
    return has(literal) && (unit === '/' ? !/(?:^|[^\\])\//.test(literal) : !literal.includes(unit));
  }
  return has(line) && (unit === '/' ? !/[^\\]\//.test(line) : !line.includes(unit));
}

function unicodeEscape(unit: string, style: EscapeStyle): string {
  const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${style.upperCase ? digits.toUpperCase() : digits}`;
}
