import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { makeVdc, VDC } from '../../support/simulated-vdc.ts';

// The page is small, but only a browser can say whether its policy lets its own script run.
describe.runIf(canMeetPeers('browser'))('the control page in a real browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'],
    });
  });
  afterAll(() => browser?.close());

  it('suspends a subscription at the press of a button, with the token and not without', async () => {
    const running = await runSimulator();
    const { simulator } = running;
    await makeVdc(running);
    const { subscriptionId } = VDC;
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(simulator.urls.control);
    const suspend = page.locator('tr', { hasText: subscriptionId }).getByRole('button', { name: 'Suspend' });
    await suspend.click();
    await page.locator('#said.bad').waitFor();
    expect(simulator.world.subscriptions.get(subscriptionId)?.state).toBe(1);
    complaints.length = 0; // the refusal above is one, and rightly
    await page.fill('#token', simulator.controlToken);
    await Promise.all([page.waitForEvent('load'), suspend.click()]);
    await page.locator('tr', { hasText: subscriptionId }).getByRole('button', { name: 'Activate' }).waitFor();
    expect(simulator.world.subscriptions.get(subscriptionId)?.state).toBe(2);
    expect(complaints).toEqual([]);
  });

  it('shows the HTML of a mail, and lets it do nothing', async () => {
    const { simulator } = await runSimulator();
    const body = `<p>Your login</p><script>parent.document.title = 'owned'; fetch('/control')</script><img src="${simulator.urls.control}/seen">`;
    const source = Buffer.from(`Subject: hello\r\nContent-Type: text/html\r\n\r\n${body}`);
    const { id } = await simulator.mails.keep({ receivedAt: 0, from: 'a@b.example', to: ['c@d.example'], source });
    const page = await browser.newPage();
    // What its policy forbids is announced, and fails without an answer.
    const answered: string[] = [];
    page.on('response', (response) => answered.push(new URL(response.url()).pathname));
    const blocked = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/seen'));
    await page.goto(simulator.urls.control);
    await page.getByRole('link', { name: 'hello' }).click();
    await page.frameLocator('iframe').getByText('Your login').waitFor();
    expect((await blocked).failure()?.errorText).toMatch(/csp/i);
    expect(await page.title()).toBe('hello');
    expect(answered).toContain(`/mails/${id}/html`);
    expect(answered).not.toContain('/seen');
    expect(answered).not.toContain('/control');
  });
});
