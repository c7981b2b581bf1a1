/** What Active Directory hides in the diagnostic text of an answer. */
export interface Diagnostic {
  /** The Win32 code at its start, eight digits in capitals; empty where there is none. */
  readonly hex: string;
  /** Of a refused bind the code behind `data`, in small letters; empty where there is none. */
  readonly data: string;
  /** The text itself, fit to be shown: one line, printable, short. */
  readonly shown: string;
}

const LONGEST_SHOWN = 160;

/** Windows ends the text with a NUL, Samba sometimes begins it with the error's name in words. */
export function readDiagnostic(text: string): Diagnostic {
  return {
    hex: /^\s*([0-9A-F]{8})\b/i.exec(text)?.[1]?.toUpperCase() ?? '',
    data: /\bdata\s+([0-9a-f]{1,8})\b/i.exec(text)?.[1]?.toLowerCase() ?? '',
    shown: text
      .replaceAll(/[^\P{C}]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_SHOWN),
  };
}
