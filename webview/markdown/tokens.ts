/** Markdown as data: what `parseBlocks` and `parseInline` give and the views draw. Nothing in it is markup. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly inline: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inline: readonly Inline[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'rule' };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly inline: readonly Inline[] }
  /** A link is never followed from here; its address is shown so that the reader sees where it points. */
  | { readonly kind: 'link'; readonly inline: readonly Inline[]; readonly address: string }
  /** An image is never loaded; its description and address are shown. */
  | { readonly kind: 'image'; readonly description: string; readonly address: string };
