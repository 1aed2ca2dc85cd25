import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBrowser, launchBrowser, signIn, sitDown } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

const OWNER = ['admin@example.com', 'Admin123!'] as const;
const VIEWER = ['viewer@example.com', 'Viewer123!'] as const;

const HOMES = [
  ['admin@example.com', 'Admin123!', '/today'],
  ['property@example.com', 'Property123!', '/availability'],
  ['manager@example.com', 'Manager123!', '/today'],
  ['frontdesk@example.com', 'Frontdesk123!', '/chart'],
  ['waiter@example.com', 'Waiter123!', '/floor'],
  ['chef@example.com', 'Chef123!', '/kitchen'],
  ['housekeeper@example.com', 'Housekeeper123!', '/housekeeping/my-rooms'],
  ['technician@example.com', 'Technician123!', '/fleet'],
  ['viewer@example.com', 'Viewer123!', '/today'],
] as const;

const pathOf = (page: Page) => new URL(page.url()).pathname;

describe.skipIf(!foundBrowser)('the console', { timeout: 120_000 }, () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 60_000);

  it.each(HOMES)('brings %s home', async (email, password, home) => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, email, password);
    expect(pathOf(page)).toBe(home);
    await page.locator('main').getByRole('heading').first().waitFor();
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });

  it('refuses a wrong password in words and stays at the door', async () => {
    const { page, context } = await sitDown(browser, server.url);
    await page.goto('/reservations');
    await page.waitForURL(/\/sign-in/);
    await page.locator('input[autocomplete="username"]').fill(OWNER[0]);
    await page.locator('input[type="password"]').fill('not it');
    await page.locator('form button[type="submit"]').click();
    await page.getByRole('alert').getByText('The name or password is not right.').waitFor();
    await page.locator('input[type="password"]').fill(OWNER[1]);
    await page.locator('form button[type="submit"]').click();
    await page.waitForURL(/\/reservations/);
    await context.close();
  });

  it('turns round for Arabic and back', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, ...VIEWER);
    const html = page.locator('html');
    expect(await html.getAttribute('dir')).toBe('ltr');
    await chooseLanguage(page, 'العربية');
    await expect.poll(() => html.getAttribute('dir')).toBe('rtl');
    expect(await html.getAttribute('lang')).toBe('ar');
    await page.goto('/reservations');
    await page.getByRole('heading', { level: 1, name: 'الحجوزات' }).waitFor();
    await chooseLanguage(page, 'English');
    await expect.poll(() => html.getAttribute('dir')).toBe('ltr');
    await page.getByRole('heading', { level: 1, name: 'Reservations' }).waitFor();
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });

  it('goes dark when asked and stays dark after a reload', async () => {
    const { page, context } = await sitDown(browser, server.url, { colorScheme: 'light' });
    await signIn(page, ...VIEWER);
    const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
    const lightness = () =>
      page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)![0]));
    expect(await scheme()).toBe('light');
    expect(await lightness()).toBeGreaterThan(200);
    await page.getByRole('button', { name: 'Your profile and settings' }).click();
    await page.getByText('Dark', { exact: true }).click();
    await expect.poll(scheme).toBe('dark');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await scheme()).toBe('dark');
    expect(await lightness()).toBeLessThan(80);
    await context.close();
  });

  it('says when the network is away, and when it is back', async () => {
    const { page, context } = await sitDown(browser, server.url);
    await signIn(page, ...VIEWER);
    const banner = page.getByText('You are offline');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await banner.isVisible()).toBe(false);
    await context.setOffline(true);
    await banner.waitFor();
    await context.setOffline(false);
    await banner.waitFor({ state: 'detached' });
    await context.close();
  });

  it('finds a screen by Ctrl K', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, ...OWNER);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(/^Screens, outlets/).fill('availab');
    await page.getByRole('dialog').getByText('Availability', { exact: true }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/availability/);
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });

  it('renews an access token that the server no longer takes, without a word', async () => {
    // Requests that a service worker passes on cannot be altered on their way.
    const { page, context } = await sitDown(browser, server.url, { serviceWorkers: 'block' });
    await signIn(page, ...VIEWER);
    const refused: number[] = [];
    const renewed: number[] = [];
    page.on('response', (response) => {
      if (response.status() === 401) refused.push(response.status());
      if (response.url().endsWith('/auth/console/refresh')) renewed.push(response.status());
    });
    let old = true;
    await context.route('**/api/v1/reservations?*', async (route) => {
      // What an expired token looks like to the server: one that it does not take.
      if (!old) return route.continue();
      old = false;
      await route.continue({ headers: { ...route.request().headers(), authorization: 'Bearer expired' } });
    });
    await page.getByRole('link', { name: 'Reservations' }).click();
    await page
      .getByRole('table', { name: 'Reservations' })
      .getByText(/^[2-9A-HJ-NP-Z]{8}$/)
      .first()
      .waitFor();
    expect(pathOf(page)).toBe('/reservations');
    expect(refused).toEqual([401]);
    expect(renewed).toEqual([200]);
    await context.close();
  });

  it('opens every screen of its navigation without an error and without asking another host', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, ...OWNER);
    const navigation = page.getByRole('navigation', { name: 'Main navigation' });
    await navigation.getByRole('link').first().waitFor();
    const paths = await navigation
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
    expect(paths.length).toBeGreaterThan(20);
    const found: Record<string, string[]> = {};
    for (const path of paths) {
      await navigation.locator(`a[href^="${path}"]`).first().click();
      await page.waitForURL((address) => address.pathname === path);
      await page.locator('main').getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
      const problems = await page.locator('main').getByText('Something went wrong').count();
      if (problems + conduct.complaints.length > 0)
        found[path] = [...conduct.complaints.splice(0), ...(problems ? ['an error on the screen'] : [])];
    }
    expect(found).toEqual({});
    await context.close();
  });
});

/** Through the menu under the person's initials; its words are in the language now in force. */
async function chooseLanguage(page: Page, name: string) {
  await page.locator('header button:has(.mantine-Avatar-root)').click();
  await page
    .getByRole('menuitem')
    .filter({ has: page.locator('.tabler-icon-language') })
    .hover();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await page.keyboard.press('Escape');
}
