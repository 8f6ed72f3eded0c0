import { anthropicMessages } from './anthropicMessages.ts';
import { hhRlhf } from './hhRlhf.ts';
import { openaiChat } from './openaiChat.ts';
import { preference } from './preference.ts';
import type { Shape } from './shape.ts';
import { sharegpt } from './sharegpt.ts';

/** Every shape that is known. Where two are equally sure of a record, the earlier one reads it. */
export const SHAPES: readonly Shape[] = [openaiChat, anthropicMessages, sharegpt, hhRlhf, preference];
