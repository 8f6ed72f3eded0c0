import type { Page } from 'playwright-core';

/**
 * Answers VS Code's quick input as a person does by the keyboard. A list shows its title before its items are there, and
 * Enter would then close it with nothing chosen; so this waits for the row that Enter takes.
 * @param shows what the quick input must say before.
 * @param row what the row to be chosen says; the one in focus where left out.
 */
export async function chooseRow(page: Page, shows: string | RegExp, row?: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: shows });
  await input.waitFor();
  const focused = input.locator('.quick-input-list .monaco-list-row.focused');
  await focused.waitFor();
  if (row !== undefined) {
    await input.locator('.quick-input-list .monaco-list-row', { hasText: row }).waitFor();
    const wanted = input.locator('.quick-input-list .monaco-list-row.focused', { hasText: row });
    while ((await wanted.count()) === 0) {
      const before = await focused.getAttribute('data-index');
      await page.keyboard.press('ArrowDown');
      await input.locator(`.monaco-list-row.focused:not([data-index="${before}"])`).waitFor();
    }
  }
  await page.keyboard.press('Enter');
}

/** Takes the value that an input box begins with. */
export async function takeValue(page: Page, shows: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: shows });
  await input.locator('input').first().waitFor();
  await page.keyboard.press('Enter');
}
