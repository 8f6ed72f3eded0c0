import * as z from 'zod';
import { once } from '../../once.ts';

/**
 * A shape of the user's own, as it stands in the setting `rationale.shapes`: which paths hold what. It describes a
 * list of messages, or a prompt with a response, or a prompt with two sides.
 */
export const customMapping = once(() => {
  /** A path into a record: keys and indices joined by dots, as in `data.turns` or `choices.0.text`. */
  const path = z
    .string()
    .min(1)
    .regex(/^[^.\s](?:[^.]|\.(?=[^.]))*$/, 'write a path as keys joined by dots, such as data.turns');
  const names = z.array(z.string().min(1)).min(1);
  return z
    .strictObject({
      name: z.string().min(1).describe('What to call the shape, for example "helpdesk-export"'),
      messages: path.optional().describe('The list of messages, for example "data.turns"'),
      role: path.optional().describe('Inside a message, who speaks, for example "author.kind"'),
      content: path.optional().describe('Inside a message, what is said, for example "body.text"'),
      assistant: names.optional().describe('Who counts as the assistant, for example ["helper", "bot"]'),
      user: names.optional().describe('Who counts as the user, for example ["visitor"]'),
      system: path.optional().describe('System text, for example "meta.instructions"'),
      prompt: path
        .optional()
        .describe('What is asked, where there is no list, for example "ticket.question"'),
      response: path.optional().describe('What is answered, for example "ticket.reply"'),
      chosen: path.optional().describe('The better answer of a pair, for example "pair.better"'),
      rejected: path.optional().describe('The worse answer of a pair, for example "pair.worse"'),
      reasoning: path
        .optional()
        .describe('Reasoning kept apart from the response, for example "ticket.thoughts"'),
      id: path.optional().describe('The record’s own id, for example "ticket.number"'),
    })
    .refine((mapping) => (mapping.chosen === undefined) === (mapping.rejected === undefined), {
      message: 'name both chosen and rejected, or neither',
    })
    .refine(
      (mapping) =>
        mapping.messages !== undefined || mapping.response !== undefined || mapping.chosen !== undefined,
      {
        message: 'name a list of messages, a response, or a chosen and a rejected answer',
      },
    );
});

export type CustomMapping = z.infer<ReturnType<typeof customMapping>>;
