declare global {
  interface JSON {
    /** Text that JSON.stringify writes as it is. */
    rawJSON(text: string): unknown;
  }
}

/** A number Salesforce writes with a decimal point even where it is whole: `1000.0`. */
export class JsonFloat {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  toJSON(): unknown {
    const plain = String(this.number);
    return JSON.rawJSON(/^-?\d+$/.test(plain) ? `${plain}.0` : plain);
  }

  valueOf(): number {
    return this.number;
  }

  toString(): string {
    return String(this.number);
  }
}
