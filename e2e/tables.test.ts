import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBrowser, launchBrowser, signIn, sitDown, type Conduct } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

/** The wire takes a tenth of a second; the rest is for a busy test machine, and still no reload and no polling. */
const AT_ONCE_MS = 20_000;
const A_WHILE_MS = 180_000;

let server: TestServer;
let browser: Browser;
let manager: Worker;
let chef: Worker;
let waiter: Worker;
beforeAll(async () => {
  if (!foundBrowser) return;
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  manager = await workAs('manager', '/floor');
  chef = await workAs('chef', '/kitchen');
  waiter = await workAs('waiter', '/floor');
}, A_WHILE_MS);
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

interface Worker {
  page: Page;
  conduct: Conduct;
}

/** Somebody of the tavern at a screen of their own, in a browser that has never been here before. */
async function workAs(
  who: 'manager' | 'waiter' | 'chef',
  screen: string,
  options?: BrowserContextOptions,
): Promise<Worker> {
  const { page, conduct } = await sitDown(browser, server.url, options);
  await signIn(page, `${who}@example.com`, `${who[0]!.toUpperCase()}${who.slice(1)}123!`);
  const venue = page.locator('input[aria-label="Choose the outlet"]');
  await venue.click();
  await page.getByRole('option', { name: 'Tasca da Graça' }).click();
  await page.waitForFunction(
    (input) => (input as unknown as { value: string }).value === 'Tasca da Graça',
    await venue.elementHandle(),
  );
  await page.goto(screen);
  await page.evaluate(() => Object.assign(globalThis, { opened_once: true }));
  return { page, conduct };
}

/** Whether the page is still the one that was opened: what changed on it came over the wire. */
const neverReloaded = (page: Page) => page.evaluate(() => 'opened_once' in globalThis);

const table = (page: Page, name: string) => page.locator(`[data-table="${name}"]`);
const ticketsOf = (page: Page, name: string) => page.getByRole('article', { name: new RegExp(`^${name},`) });

async function order(page: Page, ...dishes: string[]) {
  for (const dish of dishes) {
    await page.getByPlaceholder('Find a dish').fill(dish);
    await page.getByRole('button', { name: dish }).first().click();
  }
}

/** The minor units in a text such as “€27.10”. */
const minorIn = (text: string | null) => Math.round(Number(text!.replace(/[^\d.]/g, '')) * 100);

describe.skipIf(!foundBrowser)('an evening in the restaurant', { timeout: A_WHILE_MS }, () => {
  it('goes from seating to change, live on three screens', async () => {
    await table(manager.page, 'Room 3').click();
    await manager.page.getByRole('button', { name: 'Seat guests' }).click();
    await manager.page.getByRole('button', { name: '4', exact: true }).click();
    await manager.page.getByRole('button', { name: 'Seat them' }).click();
    await manager.page.getByText('4 of 4 seats').first().waitFor();

    await manager.page.getByRole('button', { name: 'New order' }).click();
    await order(manager.page, 'Bacalhau à Brás', 'Limonada', 'Limonada');
    await manager.page.getByRole('button', { name: 'Send to kitchen' }).click();
    await manager.page.getByText('Room 3: sent to kitchen').waitFor();

    const tickets = ticketsOf(chef.page, 'Room 3');
    await tickets.filter({ hasText: 'Bacalhau à Brás' }).waitFor({ timeout: AT_ONCE_MS });
    await tickets.filter({ hasText: 'Limonada' }).waitFor({ timeout: AT_ONCE_MS });
    await table(waiter.page, 'Room 3')
      .and(waiter.page.locator('[data-status="YELLOW"]'))
      .waitFor({ timeout: AT_ONCE_MS });

    await table(waiter.page, 'Room 3').click();
    const panel = waiter.page.getByRole('dialog');
    await panel.getByText('Placed').waitFor();

    await tickets.filter({ hasText: 'Limonada' }).getByRole('button', { name: 'Bump' }).click();
    await chef.page.getByRole('button', { name: 'Undo' }).waitFor();
    await tickets.nth(1).waitFor({ state: 'detached' });
    await chef.page.getByText('Hot kitchen').first().click();
    await tickets.first().waitFor();
    const place = await chef.page
      .getByRole('article')
      .evaluateAll((all) => all.findIndex((one) => one.textContent?.includes('Room 3')));
    expect(place).toBeLessThan(9);
    await chef.page.keyboard.press(String(place + 1));
    await tickets.first().waitFor({ state: 'detached' });
    await panel.getByText('Ready', { exact: true }).first().waitFor({ timeout: AT_ONCE_MS });

    await panel.getByRole('button', { name: 'Served' }).click();
    await table(manager.page, 'Room 3')
      .and(manager.page.locator('[data-status="GREEN"]'))
      .waitFor({ timeout: AT_ONCE_MS });

    await panel.getByRole('button', { name: 'Take cash' }).click();
    const cash = waiter.page.getByRole('dialog', { name: 'Room 3: take cash' });
    const note = cash.getByRole('button', { name: /€/ }).last();
    const [due, tendered] = [
      minorIn(await cash.getByText(/^€/).first().textContent()),
      minorIn(await note.textContent()),
    ];
    await note.click();
    await cash.getByRole('button', { name: 'Take cash' }).click();
    expect(minorIn(await cash.getByTestId('change').textContent())).toBe(tendered - due);
    expect(due).toBeGreaterThan(0);
    await cash.getByRole('button', { name: 'Done' }).click();

    await panel.getByText('No open orders').waitFor();
    await panel.getByRole('button', { name: 'Guests left' }).click();
    await panel.getByText('To clean').waitFor();
    await table(manager.page, 'Room 3')
      .and(manager.page.locator('[data-status="BLUE"][aria-label*="To clean"]'))
      .waitFor({ timeout: AT_ONCE_MS });

    for (const { page, conduct } of [chef, waiter]) {
      expect(await neverReloaded(page)).toBe(true);
      expect(conduct.complaints).toEqual([]);
    }
    expect(manager.conduct.complaints).toEqual([]);
  });

  it('brings a ticket back that was bumped by mistake', async () => {
    const { page, conduct } = chef;
    await page.goto('/kitchen');
    const first = page.getByRole('article').first();
    const name = await first.getAttribute('aria-label');
    const count = await page.getByRole('article', { name: name! }).count();
    await first.getByRole('button', { name: 'Bump' }).click();
    const toast = page
      .getByRole('alert')
      .filter({ hasText: `${name!.split(', Order ')[0]}: order ${name!.split(', Order ')[1]} is ready` });
    await toast.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('article', { name: name! })
      .nth(count - 1)
      .waitFor({ timeout: AT_ONCE_MS });
    expect(conduct.complaints).toEqual([]);
  });

  it('keeps an order that a phone took without a network, and sends it once', async () => {
    const { page } = await workAs('waiter', '/floor', {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await table(page, 'Terrace 6').tap();
    await page.getByRole('button', { name: 'New order' }).tap();
    await order(page, 'Limonada');
    await page.getByRole('button', { name: /Look at the order/ }).tap();

    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Send to kitchen' }).tap();
    await page.getByText('Terrace 6: waiting for the network').waitFor();
    expect(await ticketsOf(chef.page, 'Terrace 6').count()).toBe(0);

    await page.context().setOffline(false);
    await ticketsOf(chef.page, 'Terrace 6').waitFor({ timeout: 20_000 });
    await page.reload();
    await table(page, 'Terrace 6').and(page.locator('[data-status="YELLOW"]')).waitFor();
    expect(await ticketsOf(chef.page, 'Terrace 6').count()).toBe(1);
  });

  it('refuses to seat two parties at one table, and says so', async () => {
    for (const { page } of [manager, waiter]) {
      await page.goto('/floor');
      await table(page, 'Window 6').click();
      await page.getByRole('button', { name: 'Seat guests' }).click();
    }
    await manager.page.getByRole('button', { name: 'Seat them' }).click();
    await manager.page.getByText('Seated at').waitFor();
    await waiter.page.getByRole('button', { name: 'Seat them' }).click();
    await waiter.page.getByRole('alert').getByText('Guests sit at Window 6 already.').waitFor();
  });
});
