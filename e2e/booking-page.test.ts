import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBrowser, launchBrowser, sitDown, type Conduct } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

const A_WHILE_MS = 240_000;
const PHONE = { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true };

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  if (!foundBrowser) return;
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
}, A_WHILE_MS);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const overflow = (page: Page) => page.evaluate('document.documentElement.scrollWidth - innerWidth');

/** Chooses three nights of next month and the first room that is to be had. */
async function chooseRoom(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Later month' }).click();
  const days = page.locator('button[data-date]:not(:disabled)');
  await days.nth(20).waitFor();
  await days.nth(9).click();
  await days.nth(12).click();
  await page.getByRole('button', { name: 'Show rooms' }).click();
  await page.getByRole('article').first().getByRole('button').click();
  await page.getByLabel('Name').fill('Ana Reis');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByLabel('Telephone').fill('+351 912 345 678');
}

describe.skipIf(!foundBrowser)('a guest with a phone', () => {
  let page: Page;
  let conduct: Conduct;

  it(
    'books a room, pays with a card in the sandbox and cancels for nothing',
    async () => {
      ({ page, conduct } = await sitDown(browser, server.url, PHONE));
      await page.goto('/g/miradouro');
      expect(await overflow(page)).toBe(0);
      await chooseRoom(page);
      expect(await overflow(page)).toBe(0);
      await page.getByLabel('By card, now').click();
      await page.getByLabel('I have read the hotel’s terms').click();
      await page.getByRole('button', { name: 'Continue to payment' }).click();
      await page.getByLabel('Card number').fill('4111 1111 1111 1111');
      await page.getByLabel('Valid until').fill('12/30');
      await page.getByLabel('Security code').fill('123');
      await page.getByRole('button', { name: 'Pay and book' }).click();
      await page.getByText('Thank you, you are booked.').waitFor();
      await page.getByRole('button', { name: 'Cancel booking' }).click();
      await page.getByText('Cancelling is free of charge.').waitFor();
      await page.getByRole('button', { name: 'Cancel the booking' }).click();
      await page.getByText('Cancelled', { exact: true }).waitFor();
      expect(await overflow(page)).toBe(0);
      expect(conduct.complaints).toEqual([]);
    },
    A_WHILE_MS,
  );

  it(
    'reads the page from right to left in Arabic, with nothing beyond its edges',
    async () => {
      const { page: arabic, conduct: behaviour } = await sitDown(browser, server.url, { ...PHONE, locale: 'ar' });
      await arabic.goto('/g/miradouro');
      await arabic.locator('button[data-date]').nth(20).waitFor();
      expect(await arabic.locator('html').getAttribute('dir')).toBe('rtl');
      expect(await overflow(arabic)).toBe(0);
      expect((await arabic.screenshot()).length).toBeGreaterThan(10_000);
      expect(behaviour.complaints).toEqual([]);
    },
    A_WHILE_MS,
  );
});
