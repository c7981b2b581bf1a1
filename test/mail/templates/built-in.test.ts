import { array, assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoginWay } from '../../../src/model/customer-mail.ts';
import { secret } from '../../../src/model/secret.ts';
import { BUILT_IN, builtInTemplates } from '../../../src/mail/templates/built-in-templates.ts';
import { loadTemplates } from '../../../src/mail/templates/load-templates.ts';
import { renderMail } from '../../../src/mail/templates/render-mail.ts';
import { EVENTS } from '../../../src/mail/templates/vocabulary.ts';
import { customerMail, LOGIN, PASSWORD, WAYS } from '../../support/customer-mails.ts';

const context = { from: 'Cloud <cloud@provider.example>', language: 'en', portal: 'https://portal.example' };

describe('the built-in wording', () => {
  it('passes every check that the wording of a provider must pass', () => {
    const files = EVENTS.flatMap((event) => {
      const { subject, text, html } = BUILT_IN[event];
      return [
        { name: `${event}.txt`, bytes: Buffer.from(`Subject: ${subject}\n\n${text}`) },
        { name: `${event}.html`, bytes: Buffer.from(html) },
      ];
    });
    const loaded = loadTemplates({ folder: 'mail', files });
    expect(loaded.problems).toEqual([]);
    for (const event of EVENTS)
      expect(renderMail(customerMail(event), loaded.templates ?? builtInTemplates(), context)).toEqual(
        renderMail(customerMail(event), builtInTemplates(), context),
      );
  });

  it.each(EVENTS)('of %s says how to get in, for every way, with and without a portal and a name', (event) => {
    for (const login of WAYS)
      for (const portal of [undefined, 'https://portal.example'])
        for (const customerName of [undefined, 'Acme Operations']) {
          const { customerName: _, ...nameless } = customerMail(event, { login });
          const mail = { ...nameless, ...(customerName !== undefined && { customerName }) };
          const rendered = renderMail(mail, builtInTemplates(), {
            from: 'Cloud <cloud@provider.example>',
            language: 'en',
            ...(portal !== undefined && { portal }),
          });
          for (const part of [rendered.text, rendered.html]) {
            expect(part).toContain('acme-prod');
            expect(part).not.toMatch(/\{\{|\}\}|undefined|Hello ,|\n\n\n/);
            expect(part.includes('portal.example')).toBe(
              portal !== undefined && ['activated', 'resumed'].includes(event),
            );
          }
          expect(rendered.text.includes(PASSWORD)).toBe(event === 'activated' && login.kind === 'new-password');
          expect(rendered.text.includes(LOGIN)).toBe(['activated', 'resumed'].includes(event));
          expect(rendered.text.split('\n').filter((line) => line.length > 78)).toEqual([]);
        }
  });

  it('names the moment of deletion with its zone', () => {
    const { text } = renderMail(customerMail('deletion-scheduled'), builtInTemplates(), context);
    expect(text).toContain('no earlier than:  Tuesday, December 1, 2026 at 10:04 AM UTC');
  });

  it('stays English in its dates and its header, whatever language the settings name', () => {
    const mail = customerMail('deletion-scheduled');
    const german = renderMail(mail, builtInTemplates(), { ...context, language: 'de' });
    expect(german.language).toBe('en');
    expect(german.text).toContain('Tuesday');
    const british = renderMail(mail, builtInTemplates(), { ...context, language: 'en-GB' });
    expect(british).toMatchObject({ language: 'en-GB', text: expect.stringContaining('1 December 2026') as string });
  });

  it('leaves no placeholder and escapes every value, whatever the values are', () => {
    const value = string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('{{'));
    const way = constantFrom<LoginWay['kind']>('new-password', 'known-password', 'made-elsewhere');
    assert(
      property(constantFrom(...EVENTS), way, array(value, { minLength: 8, maxLength: 8 }), (event, kind, all) => {
        const [customerName, vdc, login, word, cpu, ram, disk, vms] = all as [string, ...string[]] & { length: 8 };
        const access =
          kind === 'new-password'
            ? { kind, login: login ?? '', password: secret(word ?? '') }
            : { kind, login: login ?? '' };
        const limits = { cpu: cpu ?? '', ram: ram ?? '', disk: disk ?? '', vms: vms ?? '' };
        const mail = customerMail(event, { customerName, vdc: vdc ?? '', login: access, limits });
        const { text, html, subject } = renderMail(mail, builtInTemplates(), context);
        expect(text + html + subject).not.toContain('{{');
        expect(subject).not.toMatch(/\p{Cc}/u);
        // As many tags as without anything in the values: none came from there.
        const plain = renderMail(
          customerMail(event, {
            login: access.kind === 'new-password' ? { ...access, password: secret('x') } : access,
          }),
          builtInTemplates(),
          context,
        );
        expect(html.replaceAll(/[^<>"]/g, '').length).toBe(plain.html.replaceAll(/[^<>"]/g, '').length);
      }),
      { numRuns: 200 },
    );
  });

  it('takes a value for a value, even one that looks like a placeholder', () => {
    const mail = customerMail('activated', { customerName: '{{password}} {{#portal}} <b>' });
    const { text, html } = renderMail(mail, builtInTemplates(), context);
    expect(text).toContain('Hello {{password}} {{#portal}} <b>,');
    expect(html).toContain('Hello {{password}} {{#portal}} &#60;b&#62;,');
  });
});
