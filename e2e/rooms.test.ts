import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBrowser, launchBrowser, signIn, sitDown } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

const FRONT_DESK = ['frontdesk@example.com', 'Frontdesk123!'] as const;
const MANAGER = ['manager@example.com', 'Manager123!'] as const;

describe.skipIf(!foundBrowser)('a day at the front desk', { timeout: 60_000 }, () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 60_000);

  it('books two rooms from the grid, another desk sees it live, and a cancellation gives them back', async () => {
    const desk = await sitDown(browser, server.url);
    const other = await sitDown(browser, server.url);
    await Promise.all([signIn(desk.page, ...FRONT_DESK), signIn(other.page, ...MANAGER)]);
    expect(new URL(desk.page.url()).pathname, 'the front desk lands on the tape chart').toBe('/chart');
    await Promise.all([desk.page.goto('/availability'), other.page.goto('/availability')]);

    const nights = await twoFreeNights(desk.page);
    const [first] = nights;
    const seen = cellLike(other.page, first!);
    await expect.poll(() => roomsLeft(seen)).toBe(first!.left);

    await drag(
      desk.page,
      nights.map(({ cell }) => cell),
    );
    const form = desk.page.getByRole('dialog', { name: 'New booking' });
    await form.getByLabel('Rooms', { exact: true }).fill('2');
    await form.getByLabel('Guest').fill('Ida Lupino');
    await form.getByText('Free on every night').waitFor();
    const total = await form.getByTestId('total').innerText();
    await desk.page.keyboard.press('Enter');
    const code = await form.getByTestId('confirmation-code').innerText();
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
    expect(await form.innerText(), 'the total shown before is the total booked').toContain(total);

    // Nobody touches the other browser.
    await expect.poll(() => roomsLeft(seen), { timeout: 20_000 }).toBe(first!.left - 2);

    await form.getByRole('link', { name: 'Open booking' }).click();
    await desk.page.waitForURL(/\/reservations\/[0-9a-f-]{36}/);
    const booking = desk.page.getByRole('main');
    await booking.getByText(code).waitFor();
    await booking.getByText('Room 2').waitFor();
    await booking.getByRole('button', { name: 'Cancel booking' }).click();
    const question = desk.page.getByRole('dialog', { name: 'Cancel this booking?' });
    expect(
      await question.getByRole('button', { name: 'Cancel booking' }).isDisabled(),
      'a cancellation needs a reason',
    ).toBe(true);
    await question.getByText('Guest’s wish').click();
    await question.getByRole('button', { name: 'Cancel booking' }).click();
    await booking.getByText('Cancelled on').waitFor();
    expect(
      await booking.getByRole('button', { name: 'Cancel booking' }).getAttribute('aria-description'),
      'what cannot be done says why',
    ).toBe('This booking is cancelled already.');
    await booking.getByRole('button', { name: 'Reinstate' }).nth(1).waitFor();

    await expect.poll(() => roomsLeft(seen), { timeout: 20_000 }).toBe(first!.left);
    expect([...desk.conduct.complaints, ...other.conduct.complaints]).toEqual([]);
    await Promise.all([desk.context.close(), other.context.close()]);
  });

  it('takes a walk-in by keyboard alone: n, a name, Enter', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, ...FRONT_DESK);
    await page.goto('/availability');
    await page.locator('[data-night]').first().waitFor();
    const started = Date.now();
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'New booking' });
    await form.getByText('Free on every night').waitFor();
    await page.keyboard.type('Walk-in Guest');
    await page.keyboard.press('Enter');
    const code = await form.getByTestId('confirmation-code').innerText();
    expect(Date.now() - started, 'milliseconds from the first key to the code').toBeLessThan(10_000);
    await page.keyboard.press('Enter');
    await form.waitFor({ state: 'detached' });

    await page.goto('/reservations');
    await page.keyboard.press('/');
    await page.keyboard.type(code);
    await page
      .getByRole('row', { name: new RegExp(code) })
      .getByText('Walk-in Guest')
      .waitFor();
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });

  it('names the night that is full, and shows complaints beside their fields', async () => {
    const { page, context } = await sitDown(browser, server.url);
    await signIn(page, ...FRONT_DESK);
    await page.goto('/availability');
    const [night] = await twoFreeNights(page);
    const day = /, (.+?):/.exec(night!.label)![1]!;
    await night!.cell.click();
    const form = page.getByRole('dialog', { name: 'New booking' });
    await form.getByLabel('E-mail').fill('nobody');
    await page.keyboard.press('Enter');
    await form.getByText('Who is it for?').waitFor();
    await form.getByText('This is not an e-mail address.').waitFor();
    await form.getByLabel('Rooms', { exact: true }).fill(String(Math.min(50, night!.left + 1)));
    await form.getByRole('alert').getByText(day).waitFor();
    expect(await form.getByRole('button', { name: 'Book' }).isDisabled()).toBe(true);
    await context.close();
  });
});

interface FreeNight {
  cell: Locator;
  label: string;
  row: string;
  date: string;
  left: number;
}

/** Two nights side by side in one row with at least three rooms left on both. */
async function twoFreeNights(page: Page): Promise<FreeNight[]> {
  const cells = page.locator('[data-night]:not([data-past])');
  await cells.first().waitFor();
  const all = await cells.evaluateAll((elements) =>
    elements.map((element, index) => ({
      index,
      row: element.getAttribute('data-row')!,
      date: element.getAttribute('data-night')!,
      label: element.getAttribute('aria-label')!,
      left: Number(element.textContent) || 0,
    })),
  );
  const at = all.findIndex(
    (one, index) => one.left >= 3 && one.left < 50 && all[index + 1]?.row === one.row && all[index + 1]!.left >= 3,
  );
  expect(at, 'the demo hotel has two free nights side by side').toBeGreaterThanOrEqual(0);
  return [all[at]!, all[at + 1]!].map(({ index, ...night }) => ({ ...night, cell: cells.nth(index) }));
}

const cellLike = (page: Page, { row, date }: FreeNight) => page.locator(`[data-row="${row}"][data-night="${date}"]`);

const roomsLeft = async (cell: Locator) => Number(await cell.innerText());

async function drag(page: Page, [from, to]: Locator[]) {
  const [start, end] = [await from!.boundingBox(), await to!.boundingBox()];
  await page.mouse.move(start!.x + 8, start!.y + 8);
  await page.mouse.down();
  await page.mouse.move(end!.x + 8, end!.y + 8, { steps: 4 });
  await page.mouse.up();
}
