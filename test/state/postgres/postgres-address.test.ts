import { describe, expect, it } from 'vitest';
import { parsePostgresAddress } from '../../../src/state/postgres/postgres-address.ts';

describe('the address of a state database', () => {
  it('is read as psql reads it', () => {
    expect(parsePostgresAddress('postgres://vdc:p%40ss@db.corp.example:6432/my%20state?sslmode=disable')).toEqual({
      host: 'db.corp.example',
      port: 6432,
      database: 'my state',
      user: 'vdc',
      password: 'p@ss',
      ssl: false,
      applicationName: 'vdc',
    });
    expect(parsePostgresAddress('postgresql:///vdc?host=/run/postgresql')).toMatchObject({
      host: '/run/postgresql',
      port: 5432,
      ssl: false,
    });
  });

  it.each(['db.corp.example', '10.0.0.1', '[fd00::1]'])('wants verified TLS on the way to %s', (host) => {
    expect(parsePostgresAddress(`postgres://vdc@${host}/vdc`).ssl).toMatchObject({ rejectUnauthorized: true });
    for (const mode of ['require', 'verify-ca', 'verify-full'])
      expect(parsePostgresAddress(`postgres://vdc@${host}/vdc?sslmode=${mode}`).ssl).toMatchObject({
        rejectUnauthorized: true,
      });
  });

  it.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]'])('needs none on the way to %s', (host) => {
    expect(parsePostgresAddress(`postgres://vdc@${host}/vdc`).ssl).toBe(false);
  });

  it.each([
    ['falls back to an open way', 'postgres://vdc:secret@db/vdc?sslmode=prefer'],
    ['falls back to an open way', 'postgres://vdc:secret@db/vdc?sslmode=allow'],
    ['is misspelt', 'postgres://vdc:secret@db/vdc?sslmod=disable'],
    ['names no database', 'postgres://vdc:secret@db'],
    ['is none', 'postgres://vdc:secret@db:99999/vdc'],
  ])('is refused when it %s, and not shown', (_why, url) => {
    expect(() => parsePostgresAddress(url)).toThrow(expect.objectContaining({ code: 'INVALID_STATE_URL' }));
    expect(() => parsePostgresAddress(url)).not.toThrow(/secret/);
  });
});
