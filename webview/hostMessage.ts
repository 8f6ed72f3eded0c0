import type { HostMessage } from '../src/protocol/panel.ts';

const TYPES: Record<HostMessage['type'], true> = {
  state: true,
  'proposal-text': true,
  'whole-segment': true,
  focus: true,
  'toggle-fold': true,
  'toggle-side': true,
  'toggle-changes': true,
  'step-change': true,
  'toggle-change': true,
  'show-keys': true,
  'request-draft': true,
};

/** Whether a message to the page is one of the host's: a page hears others too, such as a browser tool's. */
export function isHostMessage(value: unknown): value is HostMessage {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return typeof value.type === 'string' && Object.hasOwn(TYPES, value.type);
}
