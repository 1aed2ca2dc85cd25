import { chromium } from 'playwright-core';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findBrowser } from '../../scripts/browser.mjs';

afterEach(() => vi.unstubAllEnvs());

/** Launches the found browser and tells what a page in it shows and whether it draws with WebGL. */
async function renderIn(found: { executablePath: string; args: string[] }) {
  const browser = await chromium.launch(found);
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.setContent('<h1>Good morning</h1><canvas></canvas>');
  const pixel = await page.locator('canvas').evaluate((canvas) => {
    // The page's types are not this project's: tests compile without the DOM library.
    const gl = (canvas as any).getContext('webgl2');
    if (!gl) return null;
    gl.clearColor(0, 1, 0, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const read = new Uint8Array(4);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, read);
    return [...read];
  });
  return { heading: await page.locator('h1').innerText(), pixel };
}

const shown = { heading: 'Good morning', pixel: [0, 255, 0, 255] };
const somewhere = (await findBrowser()) !== null;
if (!somewhere) console.warn('Skipped "the browser for tests": no Chromium runs here (`.ci/run` installs one).');

describe.skipIf(!somewhere && !process.env.CI)('the browser for tests', () => {
  it('renders a page and draws with WebGL', async () => {
    const found = await findBrowser();
    expect(found && (await renderIn(found))).toEqual(shown);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'comes from the npm package where the system has none',
    async () => {
      vi.stubEnv('CHROMIUM', undefined);
      vi.stubEnv('PATH', '/nowhere');
      const found = await findBrowser();
      expect(found?.executablePath).toMatch(/hostelry\/chromium-[\d.]+\/launch$/);
      vi.unstubAllEnvs();
      expect(found && (await renderIn(found))).toEqual(shown);
    },
    60_000,
  );

  it('is refused when CHROMIUM names none', async () => {
    vi.stubEnv('CHROMIUM', '/nowhere/chromium');
    await expect(findBrowser()).rejects.toThrow('CHROMIUM=/nowhere/chromium does not run');
  });
});
