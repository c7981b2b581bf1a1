/** A body that came as XML: only the OData routes take one. */
export class XmlBody {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}
