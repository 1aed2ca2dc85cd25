import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundBrowser, launchBrowser, signIn, sitDown } from './support/browser.ts';
import { startServer, type TestServer } from './support/server.ts';

const FRONT_DESK = ['frontdesk@example.com', 'Frontdesk123!'] as const;
/** High enough for all sixty rooms, so that no drop has to scroll first. */
const TALL = { viewport: { width: 1440, height: 3_200 } };

describe.skipIf(!foundBrowser)('the tape chart and the boards', { timeout: 90_000 }, () => {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  }, 60_000);

  it('gives a waiting guest a room by mouse, another desk sees it live, and one press takes it back', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url, TALL);
    const other = await sitDown(browser, server.url);
    await Promise.all([openChart(page), openChart(other.page)]);
    const waiting = await waitingToday(page);
    const { id, type } = waiting;
    const room = await freeRoom(page, type, waiting.nights);
    await dragBy(page, waiting.bar, await middleOf(room));
    await expect.poll(() => roomOf(page, id)).toBe(await room.getAttribute('data-room'));
    await expect.poll(() => roomOf(other.page, id), { timeout: 20_000 }).toBe(await room.getAttribute('data-room'));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => roomOf(page, id), { timeout: 20_000 }).toBeNull();
    expect([...conduct.complaints, ...other.conduct.complaints]).toEqual([]);
    await Promise.all([context.close(), other.context.close()]);
  });

  it('asks before a longer stay costs more, and a refused drop snaps back and says why', async () => {
    const { page, context } = await sitDown(browser, server.url);
    await openChart(page);
    const { bar, id } = await waitingToday(page);
    const before = (await bar.boundingBox())!;
    await dragFrom(
      page,
      { x: before.x + before.width - 4, y: before.y + 12 },
      { x: before.x + before.width + 32, y: before.y + 12 },
    );
    const question = page.getByRole('dialog', { name: 'The price changes' });
    await question.getByTestId('difference').waitFor();
    await question.getByRole('button', { name: 'Leave it' }).click();
    await expect
      .poll(async () => Math.round((await barOf(page, id).boundingBox())!.width))
      .toBe(Math.round(before.width));

    // A guest in house cannot come on another day.
    const inside = page.locator('[data-room] [data-status="IN_HOUSE"]:not([data-cut-start])').first();
    const box = (await inside.boundingBox())!;
    await dragFrom(page, { x: box.x + box.width / 2, y: box.y + 12 }, { x: box.x + box.width / 2 + 80, y: box.y + 12 });
    await page.getByText('The guest has arrived; the first night cannot change any more.').waitFor();
    expect(Math.round((await inside.boundingBox())!.x)).toBe(Math.round(box.x));
    await context.close();
  });

  it('is worked by keyboard alone: arrows, m to pick up and put down, Enter to open', async () => {
    const { page, context } = await sitDown(browser, server.url);
    await openChart(page);
    const { id, type, nights } = await waitingToday(page);
    const wanted = await (await freeRoom(page, type, nights)).getAttribute('data-room');
    await page.getByRole('grid', { name: 'Tape chart' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('[data-lane] #chart-cursor').waitFor();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Stay' });
    await panel.getByText('No room yet').or(panel.getByLabel('Room')).first().waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('grid', { name: 'Tape chart' }).focus();
    await page.keyboard.press('m');
    await page.locator('[data-ghost]').waitFor();
    const target = page.locator(`[data-room="${wanted}"] [data-ghost]`);
    for (let step = 0; step < 80 && (await target.count()) === 0; step += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => roomOf(page, id), { timeout: 20_000 }).toBe(wanted);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => roomOf(page, id), { timeout: 20_000 }).toBeNull();
    await context.close();
  });

  it('is worked by touch: a long press picks a stay up, and letting go gives it the room', async () => {
    const { page, context } = await sitDown(browser, server.url, {
      viewport: { width: 1180, height: 3_600 },
      hasTouch: true,
    });
    await openChart(page);
    const { bar, id, type, nights } = await waitingToday(page);
    const room = await freeRoom(page, type, nights);
    const from = (await bar.boundingBox())!;
    const to = await middleOf(room);
    const touch = await context.newCDPSession(page);
    const point = (x: number, y: number) => [{ x: Math.round(x), y: Math.round(y) }];
    const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: point(start.x, start.y) });
    await page.waitForTimeout(500);
    for (let step = 1; step <= 8; step += 1)
      await touch.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: point(start.x, start.y + ((to.y - start.y) * step) / 8),
      });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect.poll(() => roomOf(page, id)).not.toBeNull();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => roomOf(page, id), { timeout: 20_000 }).toBeNull();
    await context.close();
  });

  it('takes a walk-in by keyboard alone, from n to checked in', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await openChart(page);
    await page.keyboard.press('n');
    const form = page.getByRole('dialog', { name: 'Walk-in' });
    await form.getByLabel('Guest').waitFor();
    await form.getByText(/(are|is) ready/).waitFor();
    await page.keyboard.type('Wanda Walker');
    await page.keyboard.press('Enter');
    await form.getByText('Wanda Walker is in house').waitFor();
    expect(await form.getByTestId('room-number').innerText()).toMatch(/^Room \d+$/);
    await page.keyboard.press('Enter');
    await page.goto('/desk?board=in-house&q=Wanda');
    await page.getByText('Wanda Walker').waitFor();
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });

  it('checks an arrival in with a signature, past the steps that are known, and out again', async () => {
    const { page, context, conduct } = await sitDown(browser, server.url);
    await signIn(page, ...FRONT_DESK);
    await page.goto('/desk');
    const arrived = page.getByTestId('count-done');
    await arrived.waitFor();
    const ready = page
      .getByRole('row')
      .filter({ hasText: /Clean|Inspected/ })
      .first();
    const name = (await ready.locator('bdi').first().innerText()).trim();
    await ready.getByRole('button', { name: 'Check in' }).click();
    const wizard = page.getByRole('dialog', { name: 'Check in' });
    await wizard.getByLabel('Document number').fill('P-4711');
    await wizard.getByLabel('Nationality').fill('PT');
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByRole('radiogroup', { name: 'Room' }).waitFor();
    await wizard.getByRole('button', { name: 'Next' }).click();
    const pad = (await wizard.getByRole('img', { name: 'Sign here' }).boundingBox())!;
    await dragFrom(page, { x: pad.x + 60, y: pad.y + 60 }, { x: pad.x + 260, y: pad.y + 90 });
    await wizard.getByRole('img', { name: 'The guest’s signature' }).waitFor();
    await wizard.getByRole('button', { name: 'Check in now' }).click();
    await wizard.getByText(`${name} is in house`).waitFor();
    await wizard.getByRole('button', { name: 'Done' }).click();

    await page.goto(`/desk?board=in-house&q=${encodeURIComponent(name)}`);
    await page.getByRole('button', { name: 'Check out' }).first().click();
    const out = page.getByRole('dialog', { name: 'Check out' });
    await out.getByTestId('due').waitFor();
    await out.getByRole('button', { name: /Check out|Take payment/ }).click();
    await out.getByText(`${name} has left`).waitFor();
    expect(conduct.complaints).toEqual([]);
    await context.close();
  });
});

async function openChart(page: Page): Promise<void> {
  await signIn(page, ...FRONT_DESK);
  await page.locator('[data-lane] [data-stay]').first().waitFor();
}

const barOf = (page: Page, id: string): Locator => page.locator(`[data-stay="${id}"]`).first();

/** The room that a stay's bar stands in; null for the lane. */
const roomOf = (page: Page, id: string): Promise<string | null> =>
  barOf(page, id).evaluate((bar) => bar.closest<HTMLElement>('[data-room]')?.dataset.room ?? null);

/** Somebody who comes today and has no room, with the type they booked. */
async function waitingToday(page: Page) {
  const outlet_id = await page.evaluate(() => localStorage.getItem('hostelry.outlet'));
  const bar = page.locator('[data-lane] [data-stay]').first();
  const id = (await bar.getAttribute('data-stay'))!;
  const answer = page.waitForResponse((response) => response.url().includes('/reservations/chart'));
  await page.reload();
  const chart = (await (await answer).json()).data as {
    outlet_id: string;
    stays: { id: string; room_type_id: string; start_date: string; end_date: string }[];
  };
  expect(chart.outlet_id).toBe(outlet_id);
  await page.locator(`[data-stay="${id}"]`).waitFor();
  const stay = chart.stays.find((one) => one.id === id)!;
  return { bar: barOf(page, id), id, type: stay.room_type_id, nights: stay };
}

/** The row of a room of a type in which nobody sleeps on the nights asked for, on screen without scrolling further than needed. */
async function freeRoom(page: Page, type: string, nights: { start_date: string; end_date: string }): Promise<Locator> {
  const answer = page.waitForResponse((response) => response.url().includes('/reservations/chart'));
  await page.reload();
  const chart = (await (await answer).json()).data as {
    rooms: { id: string; room_type_id: string }[];
    stays: { stretches: { room_id: string; start_date: string; end_date: string }[] }[];
  };
  const taken = new Set(
    chart.stays
      .flatMap(({ stretches }) => stretches)
      .filter(({ start_date, end_date }) => start_date < nights.end_date && end_date > nights.start_date)
      .map(({ room_id }) => room_id),
  );
  const { id } = chart.rooms.find((room) => room.room_type_id === type && !taken.has(room.id))!;
  const row = page.locator(`[data-room="${id}"]`);
  await row.waitFor();
  return row;
}

async function middleOf(row: Locator): Promise<{ x: number; y: number }> {
  const box = (await row.boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function dragBy(page: Page, bar: Locator, to: { x: number; y: number }): Promise<void> {
  const box = (await bar.boundingBox())!;
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await dragFrom(page, from, { x: from.x, y: to.y });
}

async function dragFrom(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
}
