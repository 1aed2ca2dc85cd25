import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/browser.mjs';

/** The browser of this machine, or null where none runs: the suite is then skipped with a line, but never in CI. */
export const foundBrowser = await findBrowser();
if (!foundBrowser && process.env.CI)
  throw new Error('No browser runs here, and in CI the browser suite is never skipped.');
if (!foundBrowser) console.warn('Skipping the browser suite: no Chromium runs here (set CHROMIUM to one).');

export const launchBrowser = (): Promise<Browser> => chromium.launch(foundBrowser!);

/** What a page did that no page should: errors on the console, failed requests, requests to other hosts. */
export interface Conduct {
  complaints: string[];
}

/** A person at a desk: a browser context of their own, with an eye on how its pages behave. */
export async function sitDown(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page; conduct: Conduct }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const conduct: Conduct = { complaints: [] };
  const home = new URL(url).host;
  context.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http') && asked.host !== home)
      conduct.complaints.push(`a request to another host: ${asked.href}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') conduct.complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => conduct.complaints.push(`uncaught: ${error.error().message}`));
  return { context, page: await context.newPage(), conduct };
}

/** Signs in through the form, as a person does. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[autocomplete="username"]').fill(email);
  await page.locator('input[type="password"]').fill(password);
  await page.locator('form button[type="submit"]').click();
  // The bare address is only passed through on the way to the role's home.
  await page.waitForURL(({ pathname }) => pathname !== '/' && !pathname.startsWith('/sign-in'));
  // The address changes before the screen does.
  await page.locator('form input[type="password"]').waitFor({ state: 'detached' });
}
