import { html, nothing, type TemplateResult } from 'lit';

/** Small line drawings in the colour of the text around them; always beside a word or inside a labelled button. */
const PATHS = {
  previous: 'M3.5 10 8 5.5l4.5 4.5',
  next: 'M3.5 6 8 10.5 12.5 6',
  flag: 'M4 14V2.5h8.5L10.5 6l2 3.5H4',
  flagNext: 'M3 10.5V2h8L9.5 4.5 11 7H3M6 12.5l2.5 2.5 2.5-2.5',
  goTo: 'M2.5 8h8M7.5 5l3 3-3 3M13.5 3v10',
  user: 'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8ZM3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4',
  assistant: 'M3 5.5h10v7H3zM8 5.5V2.5M6 8.3v1.4M10 8.3v1.4',
  system:
    'M8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M12.2 3.8l-1.4 1.4M5.2 10.8l-1.4 1.4',
  tool: 'M10.5 2.5a3.3 3.3 0 0 0-3.2 4.3L2.5 11.5l2 2 4.7-4.8a3.3 3.3 0 0 0 4.2-4.1l-2 2-1.9-.5-.5-1.9 2-2c-.2 0-.4-.1-.5-.1Z',
  reasoning: 'M6 11.5h4M6.5 13.5h3M8 2.5a4 4 0 0 0-2.3 7.2V11.5h4.6V9.7A4 4 0 0 0 8 2.5Z',
  image: 'M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3.5M10 6.2h.1',
  error: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  warning: 'M8 2.5 14 13H2L8 2.5ZM8 6.5v3M8 11.2v.1',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3v3.7M8 5v.1',
  merit: 'M8 2.2l1.8 3.6 4 .6-2.9 2.8.7 4L8 11.3l-3.6 1.9.7-4L2.2 6.4l4-.6L8 2.2Z',
  book: 'M8 4.5C6.5 3.3 4.5 3 2.5 3v9.5c2 0 4 .3 5.5 1.5 1.5-1.2 3.5-1.5 5.5-1.5V3c-2 0-4 .3-5.5 1.5ZM8 4.5V14',
  spark: 'M7 2.5l1.3 3.7L12 7.5 8.3 8.8 7 12.5 5.7 8.8 2 7.5l3.7-1.3L7 2.5ZM12.5 10.5v3M11 12h3',
  lock: 'M4 7.5h8v6H4zM5.5 7.5V5.3a2.5 2.5 0 0 1 5 0v2.2',
  code: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  side: 'M2.5 3.5h11v9h-11zM9.5 3.5v9M11 6h1M11 8h1M11 10h1',
  sideLeftOut: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  keyboard: 'M1.5 4.5h13v7h-13zM4 7h.1M6.6 7h.1M9.3 7h.1M12 7h.1M5 9.3h6',
  check: 'M3 8.5 6.5 12 13 4.5',
  box: 'M3.5 3.5h9v9h-9z',
  boxTaken: 'M3.5 3.5h9v9h-9zM5.5 8l2 2 3.3-4',
  diff: 'M8 2.5v6M5 5.5h6M5 12.5h6',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  note: 'M2.5 3h11v8H8l-3 2.5V11H2.5zM5 5.8h6M5 8.2h4',
  open: 'M9 2.5h4.5V7M13.5 2.5l-6 6M11.5 9v4.5h-9v-9H7',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName, slot?: 'start'): TemplateResult {
  return html`<svg class="icon" slot=${slot ?? nothing} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false"><path d=${PATHS[name]}/></svg>`;
}
