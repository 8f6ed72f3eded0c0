import { type AnthropicClientOptions, apiCall } from './apiCall.ts';
import { KNOWN_MODELS } from './models.ts';

/** A model that can be asked for. */
export interface OfferedModel {
  readonly id: string;
  readonly title: string;
}

/** More than any provider lists; a server that never ends its list is not followed for ever. */
const MOST = 500;

/**
 * The models that a server says it has, in its own order.
 * @throws ModelError for everything that can go wrong; UserError when the base URL is not acceptable.
 */
export async function listModels(
  options: AnthropicClientOptions,
  signal: AbortSignal,
): Promise<readonly OfferedModel[]> {
  return apiCall(options)({ model: '', kind: 'json', signal, retry: true }, async (client, running) => {
    const models: OfferedModel[] = [];
    for await (const { id, display_name } of client.models.list({ limit: 100 }, { signal: running })) {
      if (typeof id !== 'string' || models.length === MOST) break;
      models.push({ id, title: typeof display_name === 'string' && display_name !== '' ? display_name : id });
    }
    return models;
  });
}

/** What is offered where the server cannot be asked: the models of the dated table. */
export const TABLE_MODELS: readonly OfferedModel[] = KNOWN_MODELS.map(({ id, title }) => ({ id, title }));
