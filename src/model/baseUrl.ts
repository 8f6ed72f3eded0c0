import { UserError } from '../core/errors.ts';

export const ANTHROPIC_URL = 'https://api.anthropic.com';

/** An address that speaks the Messages API. */
export interface ModelAddress {
  /** Without a slash at the end. */
  readonly url: string;
  /** The server runs on this machine, so that it can be asked without a key. */
  readonly loopback: boolean;
}

/**
 * Checks a base URL; null stands for Anthropic's own.
 * @throws UserError when it is not a URL, carries a user name or password, or would send text unencrypted off this machine.
 */
export function readBaseUrl(baseUrl: string | null): ModelAddress {
  if (baseUrl === null || baseUrl.trim() === '') {
    return { url: ANTHROPIC_URL, loopback: false };
  }
  if (!URL.canParse(baseUrl.trim())) {
    throw new UserError('The base URL of the model is not a URL. It should look like https://example.com.');
  }
  const url = new URL(baseUrl.trim());
  if (url.username !== '' || url.password !== '') {
    // The address is shown in messages and stored in settings, which is no place for a password.
    throw new UserError(
      'The base URL of the model contains a user name or password. Take it out and set an API key instead.',
    );
  }
  const loopback = isLoopback(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new UserError(
      `The base URL of the model has to begin with https://, or point to this machine (http://127.0.0.1). ${url.protocol}//${url.host} would send transcripts and the key unprotected.`,
    );
  }
  if (url.search !== '' || url.hash !== '') {
    throw new UserError('The base URL of the model must not contain “?” or “#”.');
  }
  return { url: url.href.replace(/\/+$/, ''), loopback };
}

/** Whether a host name, as `URL` writes it, is this machine. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    /^127(?:\.\d+){3}$/.test(hostname) ||
    hostname === '[::1]'
  );
}
