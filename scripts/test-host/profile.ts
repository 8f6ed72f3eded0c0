import { mkdir, mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { removeAtExit } from './children.ts';

/** User settings by their full names, as in settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

export const themes = {
  light: 'Light Modern',
  dark: 'Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
} as const;

/** One of VS Code's built-in colour themes, by a short name. */
export type Theme = keyof typeof themes;

export interface Profile {
  /** What --server-data-dir names. */
  readonly serverData: string;
  /** What --user-data-dir names: holds User/settings.json. */
  readonly userData: string;
  /** What --extensions-dir names. */
  readonly extensions: string;
  readonly root: string;
}

/** Quiet defaults: nothing that greets, updates, reports or suggests. */
const QUIET: Settings = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  // In the browser VS Code saves after a second by default, on the desktop it does not: be the same in both.
  'files.autoSave': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
};

/** A fresh folder under the system's temporary one that goes away with this process. */
export async function temporaryDirectory(label: string): Promise<string> {
  const dir = await realpath(await mkdtemp(path.join(os.tmpdir(), `rationale-${label}-`)));
  removeAtExit(dir);
  return dir;
}

/** A new VS Code profile in a temporary folder, with these user settings over the quiet defaults. */
export async function createProfile(settings: Settings = {}, theme: Theme = 'dark'): Promise<Profile> {
  const root = await temporaryDirectory('vscode');
  const profile: Profile = {
    root,
    serverData: path.join(root, 'server'),
    userData: path.join(root, 'user'),
    extensions: path.join(root, 'extensions'),
  };
  await mkdir(profile.extensions, { recursive: true });
  await writeSettings(profile.userData, settings, theme);
  return profile;
}

/** A profile in a folder that stays: its settings are written once and then left to the person who uses it. */
export async function keptProfile(root: string): Promise<Profile> {
  const profile: Profile = {
    root,
    serverData: path.join(root, 'server'),
    userData: path.join(root, 'user'),
    extensions: path.join(root, 'extensions'),
  };
  await mkdir(profile.extensions, { recursive: true });
  const written = await readFile(path.join(profile.userData, 'User/settings.json')).then(
    () => true,
    () => false,
  );
  if (!written) await writeSettings(profile.userData, { 'security.workspace.trust.enabled': true });
  return profile;
}

/** Writes User/settings.json: these settings over the quiet defaults. A running VS Code reads the change at once. */
export async function writeSettings(
  userData: string,
  settings: Settings,
  theme: Theme = 'dark',
): Promise<void> {
  const user = path.join(userData, 'User');
  await mkdir(user, { recursive: true });
  const all = { ...QUIET, 'workbench.colorTheme': themes[theme], ...settings };
  await writeFile(path.join(user, 'settings.json'), `${JSON.stringify(all, null, 2)}\n`);
}
