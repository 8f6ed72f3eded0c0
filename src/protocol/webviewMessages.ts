import * as z from 'zod';
import { once } from '../core/once.ts';
import { PANEL_COMMANDS, type WebviewMessage } from './panel.ts';

const webviewMessage = once(() => {
  const response = z.enum(['last', 'chosen', 'rejected']);
  const typedDraft = { record: z.string(), text: z.string(), reasoning: z.string().optional() };
  return z.discriminatedUnion('type', [
    z.object({ type: z.literal('ready') }),
    z.object({ type: z.literal('run'), command: z.enum(PANEL_COMMANDS), argument: z.string().optional() }),
    z.object({ type: z.literal('select-response'), response }),
    z.object({
      type: z.literal('select-text'),
      text: z
        .object({
          turn: z.string(),
          segment: z.int().min(0),
          start: z.int().min(0),
          quote: z.string().min(1),
        })
        .nullable(),
    }),
    z.object({ type: z.literal('select-proposal'), id: z.string() }),
    z.object({ type: z.literal('draft'), ...typedDraft }),
    z.object({ type: z.literal('accept-draft'), ...typedDraft }),
    z.object({
      type: z.literal('take-change'),
      proposal: z.string(),
      part: z.enum(['answer', 'reasoning']),
      index: z.int().min(0).nullable(),
      taken: z.boolean(),
    }),
    z.object({ type: z.literal('cancel-draft'), record: z.string() }),
    z.object({ type: z.literal('show-whole-segment'), turn: z.string(), segment: z.int().min(0) }),
  ]);
});

/** Checks what came from the webview; null for anything that is not one of its messages. */
export function readWebviewMessage(value: unknown): WebviewMessage | null {
  const result = webviewMessage().safeParse(value);
  return result.success ? result.data : null;
}
