import type { DraftRow } from '../rows/derive-row.ts';
import { type SeedPerson, seedPeople } from '../seed-people.ts';
import { type Customer, inventCustomers } from './invent-customers.ts';
import type { Seeder } from './seed-org.ts';
import type { SeedUser } from './seed-setup.ts';

const day = 24 * 3_600_000;

/** The named people of the practice calls first, then a few hundred invented ones around them. */
export function seedCustomers(seeder: Seeder, users: Record<SeedUser['key'], string>): void {
  for (const person of seedPeople) addPerson(seeder, person);
  for (const customer of inventCustomers()) addCustomer(seeder, customer, [users.sam, users.jo, users.alex]);
}

function addPerson(seeder: Seeder, person: SeedPerson): void {
  const at = seeder.now - 120 * day;
  const name = { FirstName: person.firstName, LastName: person.lastName, Title: person.title };
  const reach = { Phone: person.phone, MobilePhone: person.mobile ?? null, Email: person.email };
  if (person.object === 'Lead') {
    const address = addressOf('', person);
    seeder.add(
      'Lead',
      { ...name, ...reach, ...address, Company: person.company, LeadSource: 'Web', Status: 'Open - Not Contacted' },
      at,
    );
    return;
  }
  const accountId = seeder.add(
    'Account',
    { Name: person.company, Phone: person.phone, ...addressOf('Billing', person) },
    at,
  );
  const contactId = seeder.add(
    'Contact',
    { ...name, ...reach, ...addressOf('Mailing', person), AccountId: accountId },
    at,
  );
  for (const one of person.cases) {
    const openedAt = seeder.now - one.daysAgo * day;
    const facts: DraftRow = {
      Subject: one.subject,
      Description: one.description,
      Status: one.status,
      Priority: one.priority,
      Origin: one.origin,
    };
    seeder.add('Case', { ...facts, ContactId: contactId, AccountId: accountId }, openedAt);
  }
}

function addressOf(prefix: string, person: SeedPerson | Customer): DraftRow {
  return {
    [`${prefix}Street`]: person.street,
    [`${prefix}City`]: person.city,
    [`${prefix}State`]: person.state || null,
    [`${prefix}PostalCode`]: person.postalCode,
    [`${prefix}Country`]: person.country,
  };
}

function addCustomer(seeder: Seeder, customer: Customer, owners: readonly string[]): void {
  const at = seeder.now - customer.daysAgo * day;
  const OwnerId = owners[customer.index % owners.length] ?? seeder.byUser;
  const account = {
    Name: customer.company,
    Industry: customer.industry,
    Phone: customer.phone,
    Website: customer.website,
    NumberOfEmployees: customer.employees,
    AnnualRevenue: customer.employees * 90_000,
    Type: 'Customer - Direct',
    OwnerId,
  };
  if (customer.kind === 'lead') return void addLead(seeder, customer, { at, OwnerId });
  const accountId = seeder.add('Account', { ...account, ...addressOf('Billing', customer) }, at);
  for (const [index, person] of customer.people.entries()) {
    const reach = { Phone: person.phone, Email: person.email, Title: person.title };
    const contactId = seeder.add(
      'Contact',
      {
        FirstName: person.firstName,
        LastName: person.lastName,
        ...reach,
        ...addressOf('Mailing', customer),
        AccountId: accountId,
        OwnerId,
        LeadSource: 'Phone Inquiry',
      },
      at,
    );
    const subject = index === 0 ? customer.caseSubject : null;
    if (subject === null) continue;
    seeder.add(
      'Case',
      { Subject: subject, ContactId: contactId, AccountId: accountId, OwnerId, ...customer.caseFacts },
      at + 20 * day,
    );
  }
  if (customer.index % 6 === 0) addOpportunity(seeder, customer, { at, accountId, OwnerId });
}

function addLead(seeder: Seeder, customer: Customer, made: { at: number; OwnerId: string }): void {
  const [person] = customer.people;
  if (person === undefined) return;
  const facts = {
    FirstName: person.firstName,
    LastName: person.lastName,
    Title: person.title,
    Phone: person.phone,
    Email: person.email,
  };
  seeder.add(
    'Lead',
    {
      ...facts,
      ...addressOf('', customer),
      Company: customer.company,
      Industry: customer.industry,
      Status: customer.leadStatus,
      LeadSource: 'Web',
      OwnerId: made.OwnerId,
    },
    made.at,
  );
}

function addOpportunity(
  seeder: Seeder,
  customer: Customer,
  made: { at: number; accountId: string; OwnerId: string },
): void {
  const closeDate = new Date(seeder.now + (customer.index % 90) * day).toISOString().slice(0, 10);
  seeder.add(
    'Opportunity',
    {
      Name: `${customer.company} - renewal`,
      AccountId: made.accountId,
      StageName: 'Proposal/Price Quote',
      CloseDate: closeDate,
      Amount: customer.employees * 120,
      OwnerId: made.OwnerId,
      Type: 'Existing Customer - Upgrade',
    },
    made.at,
  );
}
