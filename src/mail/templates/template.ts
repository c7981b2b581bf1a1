import type { MailEvent } from '../../model/customer-mail.ts';
import type { Span } from '../../yaml/text-problem.ts';

/** A text with gaps: plain data, ready to be filled. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  /** `{{vdc}}`. */
  | { readonly kind: 'value'; readonly name: string; readonly span: Span }
  | {
      /** `{{#portal}}…{{/portal}}`, or with `^` what is there when the section is not. */
      readonly kind: 'section';
      readonly name: string;
      readonly isInverted: boolean;
      readonly nodes: readonly TemplateNode[];
      readonly span: Span;
    };

export type Template = readonly TemplateNode[];

/** What one event's mail is made of. */
export interface EventTemplates {
  readonly subject: Template;
  readonly text: Template;
  readonly html: Template;
  /** Neither part is the provider's own, so that the mail is in English whatever language the settings name. */
  readonly isBuiltIn: boolean;
}

export type MailTemplates = Readonly<Record<MailEvent, EventTemplates>>;
