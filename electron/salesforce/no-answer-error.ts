/** A request that got no answer: refused, cut off or out of time. */
export class NoAnswerError extends Error {
  /** Whether the other side may have received it: false only when no connection was ever made. */
  readonly mayHaveArrived: boolean;
  readonly timedOut: boolean;

  constructor(of: { mayHaveArrived: boolean; timedOut: boolean }, options?: ErrorOptions) {
    super(of.timedOut ? 'no answer in time' : 'no answer', options);
    this.name = 'NoAnswerError';
    this.mayHaveArrived = of.mayHaveArrived;
    this.timedOut = of.timedOut;
  }
}
