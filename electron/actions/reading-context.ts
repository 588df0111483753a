/** What it takes to read a spoken value the way the org's user would: dates, numbers, money and phones. */
export type ReadingContext = {
  /** When the call began, milliseconds since the epoch: what "tomorrow" is counted from. */
  startedAt: number;
  /** IANA zone of the org's user. */
  timeZone: string;
  /** BCP 47 locale of the org's user. */
  locale: string;
  /** ISO 3166 country that a number without a country code is read in. */
  country: string;
};
