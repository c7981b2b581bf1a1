import { migrations } from '../../../src/state/postgres/migrations.ts';
import { randomUUID } from 'node:crypto';
import { chmod, chown, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPostgresStore } from '../../../src/state/postgres/open-postgres-store.ts';
import { issueCertificate, makeAuthority } from '../../support/peers/certificates.ts';
import { freePort } from '../../support/peers/free-port.ts';
import { canMeetPeers } from '../../support/peers/require-packages.ts';
import { anEntry, noonMs } from '../../support/state-builders.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { newInstallation, postgresForSuite } from './postgres-under-test.ts';

describe.runIf(canMeetPeers('postgres'))('opening a state database', () => {
  const server = postgresForSuite();
  const at = (user: string, rest = '') => `postgres://${user}@127.0.0.1:${server().port}/postgres${rest}`;
  const open = async (url: string, password?: string, installation: string = randomUUID()) => {
    const store = await openPostgresStore({
      url,
      installation,
      now: () => noonMs,
      ...(password !== undefined && { password }),
    });
    onTestFinished(() => store.close());
    return store;
  };

  it('makes the schema once, however many open it at once', async () => {
    const stores = newInstallation(server());
    onTestFinished(() => stores.close());
    const opened = await Promise.all(Array.from({ length: 8 }, () => stores.open()));
    await Promise.all(opened.map((one, n) => one.remember([anEntry({ name: `vdc-${n}` })])));
    expect((await opened[0]?.readMemory(noonMs))?.inventory).toHaveLength(8);
    expect(await server().psql(`SELECT version FROM ${stores.schema}.schema_version`)).toBe(
      migrations.map((_, index) => index + 1).join('\n'),
    );
  });

  it('keeps installations apart that share a database', async () => {
    const [ours, theirs] = [await open(server().url), await open(server().url)];
    await ours.remember([anEntry()]);
    await ours.acquireLease({ holder: 'us', ttlMs: 60_000 });
    expect((await theirs.readMemory(noonMs)).inventory).toEqual([]);
    expect(await theirs.acquireLease({ holder: 'them', ttlMs: 60_000 })).toBeDefined();
  });

  it('refuses what a newer program has written, and tables of somebody else', async () => {
    const stores = newInstallation(server());
    await (await stores.open()).close();
    await server().psql(`INSERT INTO ${stores.schema}.schema_version VALUES (99, 0)`);
    await expect(stores.open()).rejects.toMatchObject({ code: 'STATE_NEWER', details: { version: 99 } });
    const other = newInstallation(server());
    await server().psql(`CREATE SCHEMA ${other.schema}; CREATE TABLE ${other.schema}.customers (name TEXT)`);
    await expect(other.open()).rejects.toMatchObject({ code: 'STATE_FOREIGN' });
  });

  it('needs no more right than to a schema that was made for it', async () => {
    const stores = newInstallation({ url: at('plain') });
    onTestFinished(() => stores.close());
    await server().psql('CREATE ROLE plain LOGIN');
    await expect(stores.open()).rejects.toMatchObject({ code: 'STATE_FORBIDDEN', retry: 'never' });
    await server().psql(`CREATE SCHEMA ${stores.schema} AUTHORIZATION plain`);
    const store = await stores.open();
    await store.remember([anEntry()]);
    await store.close();
    await (await stores.open()).close();
  });

  it('says so when the login is refused, never with the password', async () => {
    await server()
      .psql(`CREATE ROLE secured LOGIN PASSWORD 'right-secret'; GRANT CREATE ON DATABASE postgres TO secured;
      CREATE TABLE hba (line TEXT); INSERT INTO hba VALUES
        ('host all secured 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust');
      COPY hba TO '${server().dataFolder}/pg_hba.conf'; SELECT pg_reload_conf()`);
    const refused = { code: 'STATE_LOGIN_REFUSED', retry: 'never' };
    const inline = at('secured:wrong-secret');
    const attempts = [
      [at('secured'), 'wrong-secret'],
      [inline, undefined],
      [at('secured'), undefined],
    ] as const;
    for (const [url, password] of attempts) {
      const error = await open(url, password).catch((reason: unknown) => reason);
      expect(error).toMatchObject(refused);
      expect(JSON.stringify([error, String(error), (error as Error).stack])).not.toContain('wrong-secret');
    }
    await (await open(inline, 'right-secret')).remember([anEntry()]);
    await (await open(at('secured:right-secret'))).remember([anEntry()]);
  });

  it('says so when the database does not exist, or nobody is there', async () => {
    await expect(open(server().url.replace(/postgres$/, 'nowhere'))).rejects.toMatchObject({
      code: 'STATE_DATABASE_MISSING',
    });
    await expect(open(`postgres://us@127.0.0.1:${await freePort()}/vdc`)).rejects.toMatchObject({
      code: 'STATE_UNREACHABLE',
      retry: 'later',
      details: { host: '127.0.0.1', database: 'vdc' },
    });
    await expect(open('postgres://us@nowhere.invalid/vdc?sslmode=disable')).rejects.toMatchObject({
      code: 'STATE_UNREACHABLE',
    });
  });

  it('may be read where it cannot be written', async () => {
    const stores = newInstallation({ url: at('reader') });
    onTestFinished(() => stores.close());
    await server().psql(`CREATE ROLE reader LOGIN; CREATE SCHEMA ${stores.schema} AUTHORIZATION reader`);
    await (await stores.open()).remember([anEntry()]);
    await stores.close();
    await server().psql('ALTER ROLE reader SET default_transaction_read_only = on');
    const store = await stores.open();
    expect((await store.readMemory(noonMs)).inventory).toHaveLength(1);
    const readOnly = { code: 'STATE_READ_ONLY', retry: 'later' };
    await expect(store.remember([anEntry({ generation: 2 })])).rejects.toMatchObject(readOnly);
    await expect(store.acquireLease({ holder: 'us', ttlMs: 1_000 })).rejects.toMatchObject(readOnly);
  });

  it('trusts only a server whose certificate says who it is', async () => {
    await expect(open(at('postgres', '?sslmode=require'))).rejects.toMatchObject({ code: 'STATE_TLS_FAILED' });
    const authority = await makeAuthority(temporaryFolder());
    const { certFile, keyFile } = await issueCertificate(authority, { subjectAltName: 'DNS:elsewhere' });
    await serveCertificate(certFile, keyFile);
    const trusting = `&sslrootcert=${authority.caFile}`;
    for (const rest of ['?sslmode=verify-full', '?sslmode=require', '?sslmode=verify-ca'])
      await expect(open(at('postgres', rest))).rejects.toMatchObject({ code: 'STATE_TLS_FAILED', retry: 'never' });
    await expect(open(at('postgres', `?sslmode=verify-full${trusting}`))).rejects.toMatchObject({
      code: 'STATE_TLS_FAILED',
    });
    await open(at('postgres', `?sslmode=verify-ca${trusting}`));
    await expect(open(at('postgres', '?sslmode=verify-full&sslrootcert=/nowhere.pem'))).rejects.toMatchObject({
      code: 'STATE_TLS_FAILED',
      details: { file: '/nowhere.pem' },
    });
    const right = await issueCertificate(authority, { name: 'right' });
    await serveCertificate(right.certFile, right.keyFile);
    await open(at('postgres', `?sslmode=verify-full${trusting}`));
    await open(`postgres://postgres@localhost:${server().port}/postgres?sslmode=require${trusting}`);
  });

  async function serveCertificate(certFile: string, keyFile: string): Promise<void> {
    const { dataFolder, account } = server();
    for (const [from, name] of [
      [certFile, 'server.crt'],
      [keyFile, 'server.key'],
    ] as const) {
      const to = join(dataFolder, name);
      await copyFile(from, to);
      await chmod(to, 0o600);
      if (account !== undefined) await chown(to, account.uid, account.gid);
    }
    await server().psql('ALTER SYSTEM SET ssl = on');
    await server().stop();
    await server().start();
  }
});
