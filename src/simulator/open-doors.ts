import { setTimeout as wait } from 'node:timers/promises';
import type { ListeningDoor } from './directory/listen-ldaps.ts';
import type { DirectoryContext } from './directory/entries/directory-context.ts';
import { dnOf } from './directory/dn/find-entry.ts';
import type { SiteContext } from './http/simulator-site.ts';
import type { KeptMails } from './mail/kept-mails.ts';
import type { MailAccount, MailCatcher } from './mail/mail-catcher.ts';

export interface DoorOrder {
  readonly context: SiteContext;
  readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string };
  readonly port: number;
}

/** The domain controller. Imported when it is wanted: most simulators have none. Rejects when the port is taken. */
export async function openDirectory(directory: DirectoryContext, order: DoorOrder): Promise<ListeningDoor> {
  const { listenLdaps } = await import('./directory/listen-ldaps.ts');
  const { context } = order;
  const door = {
    ...directory,
    ...sharedOf(context),
    log: (event: Parameters<Parameters<typeof listenLdaps>[0]['log']>[0]) => {
      const { method, path, result, faults, caller } = event;
      const entry = caller.kind === 'account' ? context.world.directory.get(caller.guid) : undefined;
      const principal = entry === undefined ? null : dnOf(context.world, entry);
      const status = result === null ? 0 : result === 0 ? 200 : result;
      context.log.add({
        at: context.now(),
        site: 'directory',
        method,
        path,
        route: `${method} directory`,
        status,
        ms: 0,
        faults,
        principal,
      });
    },
  };
  return listenLdaps(door, order);
}

/** The mail catcher. Imported when it is wanted. Rejects when the port is taken. */
export async function openMail(mails: KeptMails, account: MailAccount, order: DoorOrder): Promise<MailCatcher> {
  const { listenSmtp } = await import('./mail/mail-catcher.ts');
  const { context } = order;
  const door = {
    ...sharedOf(context),
    mails,
    account,
    log: (event: Parameters<Parameters<typeof listenSmtp>[0]['log']>[0]) => {
      const { method, path, status, faults, user } = event;
      context.log.add({
        at: context.now(),
        site: 'mail',
        method,
        path,
        route: `${method} mail`,
        status,
        ms: 0,
        faults,
        principal: user,
      });
    },
  };
  return listenSmtp(door, order);
}

function sharedOf({ now, faults, latencyMs, signal }: SiteContext) {
  return {
    now,
    latencyMs,
    drawFaults: (target: Parameters<typeof faults.draw>[0]) => faults.draw(target),
    // A stopping simulator waits no longer.
    pause: (ms: number): Promise<void> => wait(ms, undefined, { signal }).catch(() => undefined),
  };
}
