import { ControllerError } from '../model/controller-error.ts';
import { secret } from '../model/secret.ts';
import type { Settings } from '../model/settings.ts';
import type { Mailer } from '../mail/mailer.ts';
import type { MailTemplates } from '../mail/templates/template.ts';
import { readTemplateFolder } from './mail-templates.ts';
import { readCa, readSecretOf } from './secrets.ts';

/** A server that could not be reached is asked again after this; VDCs wait for it no longer than that. */
const restMs = 30_000;

/** The way to the customers' mailboxes, or nothing where the settings have none. Opens no connection yet. */
export async function openMailer({ mail, wap }: Settings, assertMayWrite: () => void): Promise<Mailer | undefined> {
  if (mail === undefined) return undefined;
  const { username, password, caFile, url, startTls } = mail.smtp;
  const [{ createMailer }, templates, ca, phrase] = await Promise.all([
    import('../mail/create-mailer.ts'),
    readTemplates(mail.templates),
    readCa(caFile),
    readSecretOf(password),
  ]);
  const mailer = createMailer({
    url,
    startTls,
    ...(ca !== undefined && { ca }),
    ...(username !== undefined && { login: { username, password: secret(phrase) } }),
    from: mail.from,
    templates,
    language: mail.language,
    ...(wap.tenantPortal !== undefined && { portal: wap.tenantPortal }),
    restMs,
    now: Date.now,
  });
  return {
    async send(one, signal) {
      // Whoever acts no more does not speak for those who do.
      assertMayWrite();
      return mailer.send(one, signal);
    },
    close: () => mailer.close(),
  };
}

/** `vdc validate` tells each problem at its place; here one is enough to send nothing in words that nobody meant. */
async function readTemplates(folder: string | undefined): Promise<MailTemplates> {
  const { loadTemplates } = await import('../mail/templates/load-templates.ts');
  const { templates, problems } = loadTemplates(folder === undefined ? undefined : await readTemplateFolder(folder));
  if (templates !== undefined) return templates;
  const first = problems.find(({ severity }) => severity === 'error');
  throw new ControllerError(
    'MAIL_TEMPLATES_INVALID',
    `The wording of the mails is invalid, and none is sent: ${first === undefined ? '' : `${first.file}:${first.line}:${first.column} ${first.message} (${first.code}).`} \`vdc validate\` shows everything that is wrong with it.`,
  );
}
