import { AddRequest, BindRequest, ModifyRequest, SearchRequest } from 'ldapts';
import { describe, expect, it } from 'vitest';
import {
  cookieOf,
  startFakeLdapServer,
  success,
  type FakeReply,
  type FakeRequest,
} from '../../support/fake-ldap-server.ts';
import { createAction, deleteAction, directoryOf, never, updateAction } from '../../support/directory-story.ts';
import { TENANTS } from '../../support/peers/samba-directory.ts';

/** Answers for what every story asks for on its way; undefined for what the story itself is about. */
type Script = (request: FakeRequest) => readonly FakeReply[] | undefined;

const ID = '03020100-0504-0706-0809-0a0b0c0d0e0f';
const GUID = Buffer.from([...Array(16).keys()]);
const lastPage: FakeReply = { kind: 'result', code: 0, cookie: '' };

function account(name: string, changed: Readonly<Record<string, string | Buffer>> = {}): FakeReply {
  return {
    kind: 'entry',
    dn: `CN=${name},${TENANTS}`,
    attributes: {
      objectGUID: GUID,
      sAMAccountName: name,
      userPrincipalName: `${name}@tenants.corp.example`,
      userAccountControl: '512',
      adminDescription: `vdc:test:${name}`,
      pwdLastSet: '133000000000000000',
      ...changed,
    },
  };
}

const ouEntry: FakeReply = { kind: 'entry', dn: TENANTS, attributes: {} };

function windows(script: Script) {
  return startFakeLdapServer((request) => {
    const said = script(request);
    if (said !== undefined) return said;
    if (request instanceof SearchRequest && request.scope === 'base') {
      if (request.baseDN === TENANTS) return [ouEntry, success];
      if (request.baseDN.startsWith('<GUID=')) return [account('vdc-acme'), success];
      return [{ kind: 'entry', dn: request.baseDN, attributes: { minPwdLength: '7' } }, success];
    }
    return request instanceof SearchRequest ? [lastPage] : [success];
  });
}

const isListing = (request: FakeRequest): request is SearchRequest =>
  request instanceof SearchRequest && request.scope === 'sub';
const sets = (request: FakeRequest, attribute: string): request is ModifyRequest =>
  request instanceof ModifyRequest && request.changes.some(({ modification }) => modification.type === attribute);

describe('a listing of Windows', () => {
  it('goes on after an empty page that says there is more', async () => {
    const pages: Readonly<Record<string, readonly FakeReply[]>> = {
      first: [{ kind: 'result', code: 0, cookie: 'second' }],
      second: [account('vdc-a'), { kind: 'result', code: 0, cookie: 'third' }],
      third: [account('vdc-b', { objectGUID: Buffer.alloc(16, 7) }), lastPage],
    };
    await using server = await windows((request) =>
      isListing(request) ? pages[cookieOf(request) ?? 'first'] : undefined,
    );
    const { accounts } = await directoryOf(server).observe([], never);
    expect(accounts.map(({ samAccountName }) => samAccountName)).toEqual(['vdc-a', 'vdc-b']);
    expect(accounts[0]?.id).toBe(ID);
  });

  it.each<[string, readonly FakeReply[], string]>([
    ['stops at a size limit', [account('vdc-a'), { kind: 'result', code: 4 }], 'DIRECTORY_INCOMPLETE'],
    ['stops at a time limit', [account('vdc-a'), { kind: 'result', code: 3 }], 'DIRECTORY_BUSY'],
    ['stops at an administrative limit', [account('vdc-a'), { kind: 'result', code: 11 }], 'DIRECTORY_BUSY'],
    ['knows no pages', [account('vdc-a'), success], 'DIRECTORY_INCOMPLETE'],
    ['may not page', [{ kind: 'result', code: 12 }], 'DIRECTORY_REFUSED'],
    ['sends us on', [{ kind: 'result', code: 10, text: '0000202B: RefErr' }], 'DIRECTORY_INCOMPLETE'],
    [
      'says that another server holds a part',
      [{ kind: 'reference', url: 'ldap://child.corp.example' }, lastPage],
      'DIRECTORY_INCOMPLETE',
    ],
    ['is busy', [{ kind: 'result', code: 51 }], 'DIRECTORY_BUSY'],
    ['fails inside', [{ kind: 'result', code: 80, text: '000020EF: SvcErr' }], 'DIRECTORY_BUSY'],
    [
      'shows an account without its id',
      [account('vdc-a', { objectGUID: Buffer.alloc(0) }), lastPage],
      'DIRECTORY_UNREADABLE',
    ],
    ['hides what an account may do', [account('vdc-a', { userAccountControl: '' }), lastPage], 'DIRECTORY_UNREADABLE'],
    ['is cut short', [account('vdc-a'), { kind: 'close' }], 'CONNECTION_LOST'],
  ])('that %s is an error and no short list', async (_what, replies, code) => {
    await using server = await windows((request) => (isListing(request) ? replies : undefined));
    await expect(directoryOf(server).observe([], never)).rejects.toMatchObject({ code });
  });

  it('of the second page that fails is no list of the first', async () => {
    await using server = await windows((request) => {
      if (!isListing(request)) return undefined;
      return cookieOf(request) === undefined
        ? [account('vdc-a'), { kind: 'result', code: 0, cookie: 'second' }]
        : [{ kind: 'result', code: 52 }];
    });
    await expect(directoryOf(server).observe([], never)).rejects.toMatchObject({
      code: 'DIRECTORY_BUSY',
      retry: 'later',
    });
  });

  it('that neither shows nor denies an account of a known id is an error', async () => {
    await using hiding = await windows((request) =>
      request instanceof SearchRequest && request.baseDN.startsWith('<GUID=') ? [success] : undefined,
    );
    await expect(directoryOf(hiding).observe([ID], never)).rejects.toMatchObject({ code: 'DIRECTORY_INCOMPLETE' });
    await using denying = await windows((request) =>
      request instanceof SearchRequest && request.baseDN.startsWith('<GUID=')
        ? [{ kind: 'result', code: 32, text: '0000208D: NameErr' }]
        : undefined,
    );
    expect((await directoryOf(denying).observe([ID], never)).gone).toEqual(new Set([ID]));
  });
});

describe('a refusal of Windows', () => {
  it.each<[string, number, string, string, RegExp]>([
    ['password policy, as a constraint', 19, '0000052D: AtrErr: DSID-03190F00', 'DIRECTORY_PASSWORD_REFUSED', /policy/],
    [
      'password policy, as unwillingness',
      53,
      '0000052D: SvcErr: DSID-031A12D2',
      'DIRECTORY_PASSWORD_REFUSED',
      /policy/,
    ],
    ['password form', 53, '0000001F: SvcErr: DSID-031A1254, problem 5003', 'DIRECTORY_PASSWORD_UNSENDABLE', /TLS/],
    ['missing right', 50, '00000005: SecErr: DSID-031A1190', 'DIRECTORY_FORBIDDEN', /Reset Password on users/],
    ['signing', 8, '00002028: LdapErr: DSID-0C090202', 'DIRECTORY_SIGNING_REQUIRED', /00002028/],
    ['something new', 53, '0000ABCD: SvcErr: a new thing\0', 'DIRECTORY_REFUSED', /0000ABCD.*a new thing\./],
  ])('about a password (%s) becomes a sentence', async (_what, result, text, code, words) => {
    await using server = await windows((request) => {
      if (isListing(request)) return [account('vdc-acme', { pwdLastSet: '0', userAccountControl: '514' }), lastPage];
      return sets(request, 'unicodePwd') ? [{ kind: 'result', code: result, text }] : undefined;
    });
    const outcome = await directoryOf(server).carryOut(createAction('vdc-acme'), never);
    expect(outcome).toMatchObject({ kind: 'failed', code, message: expect.stringMatching(words) });
    expect(outcome).not.toHaveProperty('isUncertain');
  });

  it.each([
    [19, '000021C8: AtrErr: DSID-03200C12', 'ACCOUNT_UPN_TAKEN'],
    [68, '00002071: UpdErr: DSID-031A11E2', 'ACCOUNT_NAME_TAKEN'],
    [68, '00000524: UpdErr: DSID-031A11FA', 'ACCOUNT_NAME_TAKEN'],
  ])('of names (%i %s) is told as such where nothing of ours is behind it', async (result, text, code) => {
    await using server = await windows((request) =>
      request instanceof AddRequest ? [{ kind: 'result', code: result, text }] : undefined,
    );
    expect(await directoryOf(server).carryOut(createAction('vdc-acme'), never)).toMatchObject({ kind: 'failed', code });
  });

  it.each(['525', '52e', '530', '531', '532', '533', '701', '773', '775'])(
    'to let us in (data %s) is told with its cure, and asked for once',
    async (data) => {
      const text = `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${data}, v4563\0`;
      await using server = await startFakeLdapServer(() => [{ kind: 'result', code: 49, text }]);
      const directory = directoryOf(server, { password: 'Tr0ub4dor-secret' });
      for (let turn = 0; turn < 2; turn += 1) {
        const error: unknown = await directory.observe([], never).catch((caught: unknown) => caught);
        expect(error).toMatchObject({ code: 'DIRECTORY_LOGIN_REFUSED', retry: 'never', details: { data } });
        expect(String(error)).not.toContain('Tr0ub4dor-secret');
      }
      expect(server.requests).toHaveLength(1);
    },
  );

  it('that is only for now does not close the door', async () => {
    let isBusy = true;
    await using server = await windows((request) => {
      if (!(request instanceof BindRequest) || !isBusy) return undefined;
      isBusy = false;
      return [{ kind: 'result', code: 51 }];
    });
    const directory = directoryOf(server);
    await expect(directory.observe([], never)).rejects.toMatchObject({ code: 'DIRECTORY_BUSY', retry: 'later' });
    await expect(directory.observe([], never)).resolves.toMatchObject({ accounts: [] });
  });
});

describe('a change that meets another one', () => {
  const shut = updateAction(
    { id: ID, upn: 'u', dn: '', samAccountName: 'vdc-acme', isEnabled: true, isInPlace: true },
    { field: 'isEnabled', isEnabled: false },
  );

  it('is made on what the other one has left', async () => {
    let control = 512;
    await using server = await windows((request) => {
      if (request instanceof SearchRequest && request.baseDN.startsWith('<GUID='))
        return [account('vdc-acme', { userAccountControl: String(control) }), success];
      if (!sets(request, 'userAccountControl')) return undefined;
      const [removed, added] = request.changes;
      // Between our look and our write somebody lets the password never expire.
      if (control === 512) control = 66_048;
      if (removed?.modification.values[0] !== String(control)) return [{ kind: 'result', code: 16 }];
      control = Number(added?.modification.values[0]);
      return [success];
    });
    expect(await directoryOf(server).carryOut(shut, never)).toMatchObject({ kind: 'done' });
    expect(control).toBe(66_050);
  });

  it('is written plainly after a fresh look where a server does not take the two in one request', async () => {
    await using server = await windows((request) =>
      sets(request, 'userAccountControl') && request.changes.length === 2
        ? [{ kind: 'result', code: 53, text: '00000057: SvcErr: DSID-031A1236, problem 5003' }]
        : undefined,
    );
    expect(await directoryOf(server).carryOut(shut, never)).toMatchObject({ kind: 'done' });
    const last = server.requests.at(-1);
    expect(last instanceof ModifyRequest && last.changes.map((one) => one.operation)).toEqual(['replace']);
    expect(last instanceof ModifyRequest && last.changes[0]?.modification.values).toEqual(['514']);
  });

  it('again and again stands back', async () => {
    await using server = await windows((request) =>
      sets(request, 'userAccountControl') ? [{ kind: 'result', code: 16 }] : undefined,
    );
    expect(await directoryOf(server).carryOut(shut, never)).toMatchObject({ code: 'ACCOUNT_CHANGED_MEANWHILE' });
    expect(server.requests.filter((request) => request instanceof ModifyRequest)).toHaveLength(3);
  });

  it('that deletes the account first is done', async () => {
    await using server = await windows((request) =>
      request.constructor.name === 'DeleteRequest' ? [{ kind: 'result', code: 32 }] : undefined,
    );
    const remove = deleteAction({
      id: ID,
      upn: 'u',
      dn: '',
      samAccountName: 'vdc-acme',
      isEnabled: true,
      isInPlace: true,
      mark: 'vdc:test:vdc-acme',
    });
    expect(await directoryOf(server).carryOut(remove, never)).toMatchObject({ kind: 'done' });
  });
});

describe('a server that is none', () => {
  const wrongs: readonly (readonly [string, Buffer])[] = [
    ['speaks HTTP', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['announces two gigabytes', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff, 0x02])],
    ['announces no length', Buffer.from([0x30, 0x80, 0x02, 0x01, 0x01])],
    ['lies about a length inside', Buffer.from('300c0201026407040130048400ffffff', 'hex')],
    [
      'lies about the length of a set',
      Buffer.from('301402010264 0f 0401 61 300a 3008 0401 62 3184 ffffff'.replaceAll(' ', ''), 'hex'),
    ],
    ['answers with a request', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x02, 0x42, 0x00])],
    ['sends a number too long', Buffer.from('30 0e 0201 02 6509 0a05 0000000000 0400 0400'.replaceAll(' ', ''), 'hex')],
  ];

  it.each(wrongs)('and %s is told at once', async (_what, bytes) => {
    await using server = await startFakeLdapServer((request) =>
      request instanceof BindRequest ? [success] : [{ kind: 'bytes', bytes }],
    );
    await expect(directoryOf(server).observe([], never)).rejects.toMatchObject({ code: 'DIRECTORY_ANSWER_INVALID' });
  });

  it('and never answers is left in time', async () => {
    await using server = await startFakeLdapServer((request) => (request instanceof BindRequest ? [success] : []));
    const directory = directoryOf(server, { operationTimeoutMs: 50 });
    await expect(directory.observe([], never)).rejects.toMatchObject({ code: 'CALL_TIMED_OUT', retry: 'later' });
    expect(await directory.carryOut(createAction('vdc-acme'), never)).toMatchObject({
      kind: 'failed',
      code: 'DIRECTORY_OUTCOME_UNKNOWN',
      isUncertain: true,
    });
  });

  it('and sends accounts without end is stopped', async () => {
    const many = Array.from({ length: 3_000 }, () => account('x'.repeat(6_000)));
    await using server = await windows((request) => (isListing(request) ? many : undefined));
    await expect(directoryOf(server).observe([], never)).rejects.toMatchObject({ code: 'DIRECTORY_ANSWER_INVALID' });
  });
});
