import type { Page } from 'playwright-core';

/**
 * Chooses a row of VS Code's quick pick by the keyboard. A pick shows its title before its rows are there, and until then
 * the rows of the pick before it, so this waits for the row that Enter is to take.
 */
export async function chooseRow(page: Page, title: string | RegExp, row: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: title });
  await input.locator('.monaco-list-row', { hasText: row }).first().waitFor();
  const focused = input.locator('.monaco-list-row.focused');
  await focused.waitFor();
  const wanted = input.locator('.monaco-list-row.focused', { hasText: row });
  while ((await wanted.count()) === 0) {
    const before = await focused.getAttribute('data-index');
    await page.keyboard.press('ArrowDown');
    await input.locator(`.monaco-list-row.focused:not([data-index="${before}"])`).waitFor();
  }
  await page.keyboard.press('Enter');
}

/** Takes the value that an input box begins with. */
export async function takeValue(page: Page, shows: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: shows });
  await input.locator('input[type="text"]:focus').waitFor();
  await page.keyboard.press('Enter');
}
