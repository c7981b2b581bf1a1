import { ControllerError } from '../../model/controller-error.ts';
import type { LoginWay, MailEvent } from '../../model/customer-mail.ts';
import type { Settings } from '../../model/settings.ts';
import type { DesiredVdc } from '../../model/virtual-data-center.ts';
import { renderMail } from '../../mail/templates/render-mail.ts';
import { EVENTS } from '../../mail/templates/vocabulary.ts';
import { readSpecs } from '../../spec/read-specs.ts';
import { closestWord } from '../../yaml/closest-word.ts';
import type { CliDoors } from '../doors.ts';
import { exitCode } from '../exit-codes.ts';
import { formatMailHtml, formatMailText, type PreviewedMail } from '../faces/mail-preview.ts';
import type { GlobalOptions } from '../global-options.ts';
import { requireSettings, tellProblems } from '../load-settings-file.ts';
import { readWording } from '../read-wording.ts';
import { sampleMail } from '../sample-mail.ts';
import { vdcUnknown } from '../vdc-unknown.ts';

export interface MailOptions {
  readonly event: string | undefined;
  readonly output: string;
  readonly vdc?: string;
  readonly specs?: string;
  readonly login?: LoginWay['kind'];
}

/** Stands for the sender where the settings have no mail yet. */
const SAMPLE_SENDER = 'Cloud <cloud@provider.example>';

/** `vdc mail [EVENT]`: the mails as they would be written. Sends nothing, reads no password, opens no connection. */
export async function runMail(options: MailOptions, globals: GlobalOptions, doors: CliDoors): Promise<number> {
  const events = options.event === undefined ? EVENTS : [parseEvent(options.event)];
  if (options.output === 'eml' && events.length > 1) throw eventWanted();
  const settings = await requireSettings(globals, doors);
  if (settings === undefined) return exitCode.invalid;
  const { templates, problems } = await readWording(settings.mail?.templates, doors);
  tellProblems(problems, globals, doors);
  if (templates === undefined) return exitCode.invalid;
  const vdc =
    options.vdc === undefined ? undefined : await findVdc(options.vdc, options.specs, settings, globals, doors);
  const from = settings.mail?.from ?? SAMPLE_SENDER;
  const context = {
    from,
    language: settings.mail?.language ?? 'en',
    ...(settings.wap.tenantPortal !== undefined && { portal: settings.wap.tenantPortal }),
  };
  const mails = events.map((event) => {
    const wish = { event, way: options.login ?? usualWay(event, settings), nowMs: doors.now() };
    const { directory } = settings;
    const mail = sampleMail({ ...wish, ...(vdc && { vdc }), ...(directory && { upnSuffix: directory.upnSuffix }) });
    return { mail, rendered: renderMail(mail, templates, context) };
  });
  const [first] = mails;
  if (options.output === 'eml' && first !== undefined) {
    const frame = { from, to: first.mail.to, atMs: doors.now() };
    const message = new TextDecoder().decode(await doors.composeMessage(first.rendered, first.mail, frame));
    doors.out.write(message.replace(/(?:\r?\n)*$/, '\r\n'));
    return exitCode.ok;
  }
  const previews = mails.map(({ mail, rendered }): PreviewedMail => ({
    ...rendered,
    event: mail.event,
    from,
    to: mail.to,
  }));
  doors.out.write(options.output === 'html' ? formatMailHtml(previews) : formatMailText(previews));
  return exitCode.ok;
}

/** With a directory we make the account and know the password for a moment; without, the login is made elsewhere. */
function usualWay(event: MailEvent, { directory }: Settings): LoginWay['kind'] {
  if (directory === undefined) return 'made-elsewhere';
  return event === 'activated' ? 'new-password' : 'known-password';
}

function parseEvent(text: string): MailEvent {
  const event = EVENTS.find((one) => one === text);
  if (event !== undefined) return event;
  const meant = closestWord(text, EVENTS);
  throw new ControllerError(
    'MAIL_EVENT_UNKNOWN',
    `Nobody gets a mail about "${text.slice(0, 60)}". The events are ${EVENTS.join(', ')}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
  );
}

function eventWanted(): ControllerError {
  return new ControllerError(
    'MAIL_EVENT_WANTED',
    `A message file holds one mail. Say which: vdc mail activated -o eml, or another of ${EVENTS.join(', ')}.`,
  );
}

async function findVdc(
  name: string,
  specs: string | undefined,
  settings: Settings,
  globals: GlobalOptions,
  doors: CliDoors,
): Promise<DesiredVdc> {
  const place = specs ?? (settings.specs.kind === 'directory' ? settings.specs.directory : undefined);
  if (place === undefined)
    throw new ControllerError(
      'MAIL_SPECS_ELSEWHERE',
      'The specs are in a Git repository, and a preview fetches nothing. Name a folder or a file that holds the spec: --specs PATH.',
    );
  const snapshot = await doors.loadSnapshot(doors.files.resolve(place));
  // What it is cut from has no part in a mail.
  const { desired } = readSpecs({ snapshot, defaults: { hostingPlan: 'none', ...settings.defaults } });
  const vdc = desired.vdcs.find((one) => one.name === name);
  if (vdc !== undefined) return vdc;
  tellProblems(desired.problems, globals, doors);
  throw vdcUnknown(name);
}
