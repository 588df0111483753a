import people from './seed-people.json' with { type: 'json' };

/** A case one of the named people already has when the practice org starts. */
export interface SeedCase {
  readonly subject: string;
  readonly description: string;
  /** New, Working, Escalated or Closed. */
  readonly status: string;
  readonly priority: string;
  readonly origin: string;
  readonly daysAgo: number;
}

/** The facts of one named person in the seeded org; the practice calls rely on them word for word. */
export interface SeedPerson {
  readonly key: string;
  /** Contact or Lead. */
  readonly object: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly company: string;
  readonly phone: string;
  readonly mobile?: string;
  readonly email: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly cases: readonly SeedCase[];
}

/** Everybody the practice calls may mention. Numbers are from ranges reserved for fiction, domains are `.example`. */
export const seedPeople: readonly SeedPerson[] = people;
