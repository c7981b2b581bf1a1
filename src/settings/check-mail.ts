import type { Finding } from '../yaml/check-fields.ts';
import { type Ask, found } from './ask.ts';
import { isLoopback } from './kinds/listen.ts';

/** Passwords go over encrypted connections: that of the login always, those of customers unless somebody insists. */
export function checkMail(ask: Ask): readonly Finding[] {
  return [...checkLogin(ask), ...checkEncryption(ask), ...checkWording(ask)];
}

function checkLogin(ask: Ask): readonly Finding[] {
  const [username, password] = ['username', 'password'].map((key) => ask('mail', 'smtp', key));
  if ((username === undefined) === (password === undefined)) return [];
  return found(['mail', 'smtp', username === undefined ? 'password' : 'username'], {
    code: 'MAIL_LOGIN_INCOMPLETE',
    message: `mail.smtp has a ${username === undefined ? 'password but no username' : 'username but no password'}, so nobody could log in.`,
    suggestion: 'Give both, or neither.',
  });
}

function checkEncryption(ask: Ask): readonly Finding[] {
  const url = ask('mail', 'smtp', 'url');
  const isOpen = ask('mail', 'smtp', 'startTls') === 'never' && typeof url === 'string' && url.startsWith('smtp:');
  if (!isOpen || !URL.canParse(url) || isLoopback(new URL(url).hostname)) return [];
  if (ask('mail', 'smtp', 'password') !== undefined)
    return found(['mail', 'smtp', 'startTls'], {
      code: 'MAIL_PASSWORD_UNENCRYPTED',
      message: 'With startTls: never the password of mail.smtp would go over the network for anybody to read.',
      suggestion: 'Write required, or do without username and password.',
    });
  return found(['mail', 'smtp', 'startTls'], {
    code: 'MAIL_UNENCRYPTED',
    severity: 'warning',
    message: 'The activation mail carries a password, and with startTls: never anybody on the way can read it.',
    suggestion: 'Write required.',
  });
}

/** The built-in wording stays English, whatever is written here. */
function checkWording(ask: Ask): readonly Finding[] {
  const language = ask('mail', 'language');
  if (typeof language !== 'string' || /^en(?:-|$)/i.test(language) || ask('mail', 'templates') !== undefined) return [];
  return found(['mail', 'language'], {
    code: 'MAIL_LANGUAGE_WITHOUT_TEMPLATES',
    severity: 'warning',
    message: 'The built-in wording of the mails is English, so without mail.templates this language changes nothing.',
    suggestion: 'Name a folder with your own wording by `templates: ./mail`, or remove it.',
  });
}
