import type { Page } from 'playwright-core';

/** Characters of a long text that are told. */
const MOST = 1500;

/** What a person would see in a VS Code whose test has failed, and where the keyboard is: lines for the test's output. */
export async function whatItShows(page: Page, extensionId: string): Promise<string[]> {
  const texts = async (selector: string): Promise<string> =>
    (await page.locator(`${selector}:visible`).allInnerTexts().catch(String)).toString();
  const lines = [
    `tabs: ${await texts('.tabs-container .tab')}`,
    `notifications: ${await texts('.notification-toast')}`,
    `quick input: ${await texts('.quick-input-widget')}`,
    `dialog: ${await texts('.monaco-dialog-box')}`,
    `status bar: ${await texts('.part.statusbar')}`,
    `keyboard: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)).catch(String)}`,
  ];
  for (const frame of page.frames()) {
    const outer = frame.parentFrame();
    const isPage = outer?.url().includes(`extensionId=${extensionId}`) === true;
    if (!isPage && !frame.url().includes(`extensionId=${extensionId}`)) continue;
    const shown = await frame
      .evaluate(() => [document.readyState, document.hasFocus(), document.body?.innerText])
      .catch(String);
    lines.push(`${isPage ? 'page' : 'frame'} of a webview: ${JSON.stringify(shown)}`);
  }
  return lines.map((line) => line.replace(/\s+/g, ' ').slice(0, MOST));
}
