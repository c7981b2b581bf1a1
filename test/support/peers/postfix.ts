import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { ServerCertificate } from './certificates.ts';
import { freePort } from './free-port.ts';
import { acceptsConnections, startPeerProcess } from './peer-process.ts';

const run = promisify(execFile);

export interface Postfix extends AsyncDisposable {
  /** STARTTLS is mandatory; its certificate names localhost. */
  readonly url: string;
  /** Every mail to `@corp.example` so far, once there are `count`: it is delivered after it was accepted. */
  mailbox(count: number): Promise<readonly string[]>;
}

/** What Postfix says to whom: `grey…@` comes too early, `no…@` does not exist, whoever is not `@corp.example` is somewhere else. */
const ANSWERS = '/^grey/ 450 4.7.1 greylisted\n/^no/ 550 5.1.1 no such user\n';

/** Larger mails are refused. */
export const POSTFIX_SIZE_LIMIT = 20_000;

/** A Postfix of its own on 127.0.0.1, everything it writes below `folder`; nothing it takes ever leaves the machine. Needs root. */
export async function startPostfix(folder: string, tls: ServerCertificate): Promise<Postfix> {
  const port = await freePort();
  const owner = await accountOf('postfix');
  const [config, spool, data, mail] = ['etc', 'spool', 'data', 'mail'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
    string,
  ];
  // Its workers run as another user.
  await chmod(folder, 0o755);
  for (const path of [config, spool, data, mail]) await mkdir(path);
  for (const path of [data, mail]) await chown(path, owner.uid, owner.gid);
  await writeFile(join(config, 'answers'), ANSWERS);
  await writeFile(join(config, 'main.cf'), mainFile({ folder, spool, data, mail, tls, owner, config }));
  await writeFile(join(config, 'master.cf'), masterFile(port));
  // Makes the folders of its queue.
  await run('postfix', ['-c', config, 'check']);
  const postfix = await startPeerProcess({
    // Not by `postfix start`: then it leaves our process group, and outlives whoever is killed.
    command: '/usr/lib/postfix/sbin/master',
    args: ['-c', config, '-d'],
    logFile: join(folder, 'master.log'),
    isReady: () => acceptsConnections(port),
  });
  const inbox = join(mail, 'all/new');
  return {
    url: `smtp://localhost:${port}`,
    async mailbox(count) {
      for (let tries = 0; ; tries += 1) {
        const names = await readdir(inbox).catch(() => []); // made with the first mail
        if (names.length >= count || tries === 200)
          return Promise.all(
            names.toSorted((one, other) => one.localeCompare(other)).map((name) => readFile(join(inbox, name), 'utf8')),
          );
        await pause(25);
      }
    },
    [Symbol.asyncDispose]: postfix[Symbol.asyncDispose],
  };
}

interface Places {
  readonly folder: string;
  readonly config: string;
  readonly spool: string;
  readonly data: string;
  readonly mail: string;
  readonly tls: ServerCertificate;
  readonly owner: { readonly uid: number; readonly gid: number };
}

function mainFile({ folder, config, spool, data, mail, tls, owner }: Places): string {
  return `compatibility_level = 3.6
queue_directory = ${spool}
data_directory = ${data}
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
myhostname = mail.corp.example
mydestination =
alias_maps =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = corp.example
virtual_mailbox_base = ${mail}
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:${owner.uid}
virtual_gid_maps = static:${owner.gid}
virtual_minimum_uid = 1
default_transport = error:no mail leaves this machine
relay_transport = error:no mail leaves this machine
smtpd_recipient_restrictions = check_recipient_access regexp:${config}/answers, reject_unauth_destination
smtpd_tls_cert_file = ${tls.certFile}
smtpd_tls_key_file = ${tls.keyFile}
smtpd_tls_security_level = encrypt
message_size_limit = ${POSTFIX_SIZE_LIMIT}
`;
}

/** Nothing runs in a chroot, and nothing but the one listener can be reached from outside. */
function masterFile(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'rewrite unix - - n - - trivial-rewrite',
    'bounce unix - - n - 0 bounce',
    'defer unix - - n - 0 bounce',
    'trace unix - - n - 0 bounce',
    'verify unix - - n - 1 verify',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'error unix - - n - - error',
    'retry unix - - n - - error',
    'virtual unix - n n - - virtual',
    'anvil unix - - n - 1 anvil',
    'proxymap unix - - n - - proxymap',
    'postlog unix-dgram n - n - 1 postlogd',
  ];
  return `${services.join('\n')}\n`;
}

async function accountOf(name: string): Promise<{ readonly uid: number; readonly gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
