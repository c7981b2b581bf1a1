/** Are these one name to Windows, which never tells cases apart? Also takes composed and decomposed letters for the same. */
export function sameName(one: string, other: string): boolean {
  return upcase(one.normalize('NFC')) === upcase(other.normalize('NFC'));
}

/** Upper case as Windows makes it, one code unit for one: `ß` stays `ß`, where JavaScript would write `SS`. */
export function upcase(text: string): string {
  let upper = '';
  // By code unit, not by character: Windows leaves surrogate pairs alone, and so does this.
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charAt(index);
    const raised = unit.toUpperCase();
    upper += raised.length === 1 ? raised : unit;
  }
  return upper;
}
