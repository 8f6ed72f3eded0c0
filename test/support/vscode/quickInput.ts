import type { Locator, Page } from 'playwright-core';

/**
 * Waits until a box has the keyboard. VS Code gives it back to a webview as the palette closes, and it may get there only
 * after the next box has come: a person would click into that then.
 */
async function focus(box: Locator): Promise<void> {
  const input = box.locator('input[type="text"]');
  await input
    .and(box.page().locator(':focus'))
    .waitFor({ timeout: 5000 })
    .catch(() => input.focus());
}

/**
 * Chooses a row of VS Code's quick pick by the keyboard. A pick shows its title before its rows are there, and until then
 * the rows of the pick before it, so this waits for the row that Enter is to take.
 */
export async function chooseRow(page: Page, title: string | RegExp, row: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: title });
  await input.locator('.monaco-list-row', { hasText: row }).first().waitFor();
  await focus(input);
  const focused = input.locator('.monaco-list-row.focused');
  await focused.waitFor();
  const wanted = input.locator('.monaco-list-row.focused', { hasText: row });
  while ((await wanted.count()) === 0) {
    const before = await focused.getAttribute('data-index');
    await page.keyboard.press('ArrowDown');
    await input.locator(`.monaco-list-row.focused:not([data-index="${before}"])`).waitFor();
  }
  await focus(input);
  await page.keyboard.press('Enter');
}

/** Takes the value that an input box begins with. */
export async function takeValue(page: Page, shows: string | RegExp): Promise<void> {
  const input = page.locator('.quick-input-widget:visible', { hasText: shows });
  await focus(input);
  await page.keyboard.press('Enter');
}
