import type { Check } from '../../yaml/kinds/check.ts';
import { showValue } from '../../yaml/show-value.ts';

/** A tag of BCP 47. */
export const checkLanguageTag: Check = (value, field) => {
  if (typeof value === 'string' && isLanguageTag(value)) return undefined;
  const meant = typeof value === 'string' ? value.replace(/[.@].*$/, '').replaceAll('_', '-') : '';
  return {
    code: 'INVALID_LANGUAGE',
    message: `${field} is ${showValue(value)}, which is no language tag like en, de or pt-BR.`,
    ...(isLanguageTag(meant) && { suggestion: `Write ${meant}.` }),
  };
};

function isLanguageTag(text: string): boolean {
  // The schema's own words: letters first, then parts of letters and digits.
  if (text.length > 35 || !/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(text)) return false;
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false; // the answer, not an accident
  }
}
