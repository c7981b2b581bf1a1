/** What hides secrets in everything that is shown: the one place for logs, errors and plans alike. */
export interface Redactor {
  /** From now on, this text is never shown. Given once for each secret, when it is read. */
  readonly hide: (secret: string) => void;
  /** The same for one of many that live for a moment: it is forgotten when enough others have come after it. */
  readonly hideLately: (secret: string) => void;
  readonly redact: (text: string) => string;
}

/** Shorter than this it would black out half of every sentence, and is no secret from anybody. */
const shortest = 4;
/** Each line is searched for every secret; and what is over is not kept in memory for ever. */
const keptLately = 200;

export function createRedactor(): Redactor {
  const hidden = new Set<string>();
  let lately: readonly (readonly string[])[] = [];
  return {
    hide(secret) {
      if (secret.length < shortest || hidden.has(secret)) return;
      for (const form of formsOf(secret)) hidden.add(form);
    },
    hideLately(secret) {
      if (secret.length >= shortest) lately = [formsOf(secret), ...lately].slice(0, keptLately);
    },
    redact(text) {
      let shown = text;
      const mask = (secret: string): void => {
        if (shown.includes(secret)) shown = shown.replaceAll(secret, '[secret]');
      };
      for (const secret of hidden) mask(secret);
      for (const forms of lately) forms.forEach(mask);
      return shown;
    },
  };
}

/** As it is, and as JSON, XML and URLs write it. */
function formsOf(secret: string): readonly string[] {
  const xml = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [secret, JSON.stringify(secret).slice(1, -1), xml, encodeURIComponent(secret)];
}
