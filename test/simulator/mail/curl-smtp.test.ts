import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curl } from '../../support/curl.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { runSimulator } from '../../support/running-simulator.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe.runIf(canMeetPeers('curl'))('curl, a stranger, at the mail catcher', () => {
  it('hands over a mail by STARTTLS and login, and is refused without', async () => {
    const { simulator } = await runSimulator({}, { mail: true });
    const ca = join(temporaryFolder(), 'ca.pem');
    writeFileSync(ca, simulator.ca);
    const { username, password } = simulator.mailAccount;
    const mail = 'From: cloud@provider.example\r\nTo: ops@acme.example\r\nSubject: from curl\r\n\r\n.leading dot\r\n';
    const send = (...more: readonly string[]) =>
      curl(
        [
          '--ssl-reqd',
          '--cacert',
          ca,
          '--url',
          simulator.urls.mail ?? '',
          '--mail-from',
          'cloud@provider.example',
          '--mail-rcpt',
          'ops@acme.example',
          '--upload-file',
          '-',
          ...more,
        ],
        mail,
      );
    expect(await send('--user', `${username}:${password}`)).toMatchObject({ code: 0 });
    expect(simulator.mails.list()).toMatchObject([
      { subject: 'from curl', text: '.leading dot\n', to: ['ops@acme.example'] },
    ]);
    expect((await send('--user', `${username}:wrong`)).code).toBe(67);
    expect((await send()).code).not.toBe(0);
    expect(simulator.mails.list()).toHaveLength(1);
  });
});
