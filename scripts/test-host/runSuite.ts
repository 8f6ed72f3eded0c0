import { parseArgs } from 'node:util';
import { UserError } from '../../src/core/errors.ts';
import { launchChromium } from './chromium.ts';
import { createProfile } from './profile.ts';
import { startServer } from './server.ts';
import { SuiteLog } from './suiteLog.ts';
import { workbenchQuery } from './workbenchUrl.ts';

const BEGIN_WITHIN_MS = 120_000;

/**
 * Does what a desktop VS Code does when @vscode/test-electron starts it: opens a workbench with the extension, runs
 * the suite in its extension host, prints what it logs. The host is VS Code's server with headless Chromium.
 * @param argv the arguments that a VS Code executable would get
 * @returns the suite's exit code
 */
export async function runSuite(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    // Every other argument is about Electron or about things that the profile below settles.
    strict: false,
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'extensions-dir': { type: 'string' },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  const extensionDevelopmentPath = text(values['extensionDevelopmentPath']);
  const extensionTestsPath = text(values['extensionTestsPath']);
  if (!extensionDevelopmentPath || !extensionTestsPath)
    throw new UserError('The launcher needs --extensionDevelopmentPath=… and --extensionTestsPath=…');

  const profile = await createProfile();
  const userData = text(values['user-data-dir']) ?? profile.userData;
  const server = await startServer({
    ...profile,
    userData,
    driver: true,
    workspaceTrust: values['disable-workspace-trust'] !== true,
  });
  const browser = await launchChromium();
  const log = new SuiteLog();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const finished = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
        log.write(type, args);
        if (log.begun) clearTimeout(patience);
      });
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      page.once('crash', () => reject(new UserError('The browser page crashed while the suite ran.')));
      page.once('close', () => reject(new UserError('The browser page closed while the suite ran.')));
      const patience = setTimeout(
        () => reject(new UserError(`The suite did not begin within ${BEGIN_WITHIN_MS / 1000} s.`)),
        BEGIN_WITHIN_MS,
      );
    });
    const query = workbenchQuery(`127.0.0.1:${server.port}`, {
      extensionDevelopmentPath,
      extensionTestsPath,
      ...(positionals[0] ? { folder: positionals[0] } : {}),
    });
    await page.goto(`${server.origin}/?${query}`);
    const code = await finished;
    if (code !== 0) log.flush();
    return code;
  } catch (error) {
    log.flush();
    throw error;
  } finally {
    await browser.close();
    await server.close();
  }
}

function text(value: string | boolean | undefined | (string | boolean)[]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
