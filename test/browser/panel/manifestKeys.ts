import { repositoryRoot } from '../../../scripts/test-host/paths.ts';
import { readManifest } from '../../support/manifest.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
  };
}

const { contributes } = (await readManifest(repositoryRoot)) as Manifest;

/** The extension's own keys, as the host puts them on the page. */
export const MANIFEST_KEYS: Record<string, { title: string; key: string }> = {};
for (const { command, key } of contributes.keybindings) {
  const title = contributes.commands.find((c) => c.command === command)?.title ?? '';
  MANIFEST_KEYS[command] = { title, key };
}
