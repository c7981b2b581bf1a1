import type { LdapAttribute } from '../ldap/ldap-request.ts';
import { attributeProblem, unconvertible, unwilling } from '../directory-refusal.ts';
import { RESULT } from '../ldap/results.ts';
import { attributeRule, type AttributeRule } from '../schema/attributes.ts';

/** The rule of an attribute that somebody wants to write. Throws for what the schema lacks and what is the controller's own. */
export function writableRule(type: string): AttributeRule {
  const rule = attributeRule(type);
  if (rule === undefined) throw unconvertible(RESULT.noSuchAttribute);
  if (rule.kind === 'kept' || rule.kind === 'constructed')
    throw attributeProblem(RESULT.constraintViolation, '0000209A', '1005 (CONSTRAINT_ATT_TYPE)', rule.name);
  return rule;
}

/** The values of a written attribute as they are kept; throws for an empty, a too long or a doubled one, and for no number. */
export function readWrittenValues(rule: AttributeRule, { values }: LdapAttribute): readonly string[] {
  const texts = values.map((value) => value.toString('utf8'));
  for (const text of texts) {
    if (text === '' || (rule.syntax === 'number' && !/^-?\d{1,19}$/.test(text)))
      throw unconvertible(RESULT.invalidAttributeSyntax);
    if (text.length > rule.longest)
      throw attributeProblem(RESULT.constraintViolation, '00002082', '1005 (CONSTRAINT_ATT_TYPE)', rule.name);
  }
  if (new Set(texts.map((text) => text.toLowerCase())).size < texts.length)
    throw attributeProblem(RESULT.attributeOrValueExists, '00002083', '1006 (ATT_OR_VALUE_EXISTS)', rule.name);
  if (!rule.isMulti && texts.length > 1) throw severalValues(rule);
  checkSpecial(rule, texts[0]);
  return texts;
}

export function severalValues(rule: AttributeRule) {
  return attributeProblem(RESULT.constraintViolation, '00002081', '1005 (CONSTRAINT_ATT_TYPE)', rule.name);
}

/** Two times that are not the writer's to choose: of the last password (never or now), and of the lockout (over). */
function checkSpecial(rule: AttributeRule, text: string | undefined): void {
  if (text === undefined) return;
  const allowed = { pwdLastSet: ['0', '-1'], lockoutTime: ['0'] } as const;
  const choices: readonly string[] | undefined =
    rule.name === 'pwdLastSet' || rule.name === 'lockoutTime' ? allowed[rule.name] : undefined;
  if (choices !== undefined && !choices.includes(text)) throw unwilling('00000057');
}
