import { assert, asyncProperty, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customerMail } from '../support/customer-mails.ts';
import { startMailServer } from '../support/mail-server.ts';
import { mailerTo, never } from '../support/mail-story.ts';

describe('a customer name', () => {
  it.each([
    'Acme\r\nBcc: eve@evil.example',
    'Acme\nSubject: You have won\n\nBuy this',
    'Acme\u2028Bcc: eve@evil.example\u0000',
    'Acme" <eve@evil.example>, "',
    'a@b.example, eve@evil.example',
  ])('makes no header and no second recipient: %j', async (customerName) => {
    const server = await startMailServer();
    await mailerTo(server.url, { ca: server.ca }).send(customerMail('activated', { customerName }), never);
    const [received] = server.received;
    expect(received?.to).toEqual(['ops@acme.example']);
    expect(received?.mail.to).toHaveLength(1);
    expect(received?.mail.to?.[0]?.address).toBe('ops@acme.example');
    expect(received?.mail.bcc).toBeUndefined();
    expect(received?.mail.subject).toBe('Your virtual data center acme-prod is ready');
    expect(received?.mail.text).not.toMatch(/^(?:Bcc|Subject|Buy)/m);
  });

  it.each(['Müller & Söhne GmbH', '株式会社アクメ', 'Ελληνικά 😀', 'شرکت نمونه\u200cها'])(
    'is read as it is written: %s',
    async (customerName) => {
      const server = await startMailServer();
      await mailerTo(server.url, { ca: server.ca }).send(customerMail('activated', { customerName }), never);
      const [received] = server.received;
      expect(received?.mail.to?.[0]?.name).toBe(customerName);
      expect(received?.mail.text).toContain(`Hello ${customerName},`);
      expect(received?.mail.html).toContain(`Hello ${customerName.replace('&', '&#38;')},`);
    },
  );

  it('does no harm, whatever it is', { timeout: 30_000 }, async () => {
    const server = await startMailServer();
    const mailer = mailerTo(server.url, { ca: server.ca });
    await assert(
      asyncProperty(string({ unit: 'binary', maxLength: 80 }), async (customerName) => {
        const before = server.received.length;
        expect(await mailer.send(customerMail('suspended', { customerName }), never)).toEqual({ kind: 'accepted' });
        const received = server.received[before];
        expect(received?.to).toEqual(['ops@acme.example']);
        expect(received?.mail.to?.map(({ address }) => address)).toEqual(['ops@acme.example']);
        expect(received?.mail.headers.map(({ key }) => key).toSorted()).toEqual(HEADERS);
      }),
      { numRuns: 60 },
    );
  });
});

const HEADERS = [
  'auto-submitted',
  'content-language',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'subject',
  'to',
  'x-auto-response-suppress',
];
