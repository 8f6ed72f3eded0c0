import type { Check } from './check.ts';

/**
 * Whether a provider's signature of the original would still verify. It never does for another text, and is left in the
 * record all the same: a record is not re-serialised, and what trains on it does not look at signatures.
 */
export const signatureHolds: Check = ({ request, text }) => {
  const { origin, original } = request.target;
  const path = JSON.stringify(origin.path);
  const segment = request.response.turn.segments.find(
    (each) => each.origin?.start === origin.start && JSON.stringify(each.origin.path) === path,
  );
  if (segment?.signed !== true || text === original) return null;
  return { name: 'signature', verdict: 'warn', message: MESSAGE, spans: [] };
};

const MESSAGE =
  'The block keeps the provider’s signature of the old reasoning, which does not fit the new one: good for training, refused where the conversation is sent to the provider again.';
