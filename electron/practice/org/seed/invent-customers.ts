import type { DraftRow } from '../rows/derive-row.ts';

/** A person of an invented customer. */
interface InventedPerson {
  readonly firstName: string;
  readonly lastName: string;
  readonly title: string;
  readonly phone: string;
  readonly email: string;
}

/** A customer nobody ever was: the same ones in every practice org. */
export interface Customer {
  readonly index: number;
  readonly kind: 'account' | 'lead';
  readonly company: string;
  readonly industry: string;
  readonly website: string;
  readonly employees: number;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly daysAgo: number;
  readonly people: readonly InventedPerson[];
  readonly caseSubject: string | null;
  readonly caseFacts: DraftRow;
  readonly leadStatus: string;
}

const firstNames =
  'Adam Amelia Andre Beatrice Calvin Camila Daniel Diana Edgar Esther Felix Fiona George Gloria Henry Hazel Isaac Iris Julian Joanna Kenji Kara Leon Laura Miguel Monica Nathan Nina Oscar Olga Paul Paula Quentin Rosa Ravi Rachel Simon Stella Theo Tara Umar Uma Victor Vera Wesley Wendy Xavier Yara Yusuf Zoe'.split(
    ' ',
  );
const lastNames =
  'Abbott Barrera Castell Dalgaard Eastman Farouk Galloway Hensley Ibarra Jansen Kowalski Lindgren Maddox Novak Ortega Pemberton Quigley Rosario Sandoval Thornton Underhill Valente Whitaker Xiong Yamada Zimmer Ashford Bellamy Crowther Delacroix Ellison Fairbanks Grady Hollis Ingram Jessop Keller Langford Merritt Norwood'.split(
    ' ',
  );
const trades =
  'Analytics Bakery Bookshop Builders Catering Clinic Coffee Couriers Dental Electric Farms Fitness Flooring Foods Furniture Gardens Glassworks Hardware Hotels Imports Instruments Jewelers Kitchens Labs Landscaping Lighting Logistics Marine Motors Optics Outfitters Packaging Paper Pharmacy Plumbing Printing Roofing Solar Studios Textiles Tools Toys Travel Vineyards Workshop'.split(
    ' ',
  );
const places =
  'Alder Beacon Cedar Delta Ember Falcon Granite Harvest Ivory Juniper Kestrel Larkspur Meadow Northgate Oakridge Pinehurst Quarry Redwood Silverlake Timber Upland Verdant Westbrook Yarrow Zephyr'.split(
    ' ',
  );
const cities: readonly (readonly [string, string, string])[] = [
  ['San Francisco', 'CA', '94110'],
  ['Oakland', 'CA', '94607'],
  ['San Jose', 'CA', '95112'],
  ['Portland', 'OR', '97209'],
  ['Seattle', 'WA', '98101'],
  ['Denver', 'CO', '80205'],
  ['Austin', 'TX', '78702'],
  ['Chicago', 'IL', '60614'],
  ['Boston', 'MA', '02118'],
  ['Brooklyn', 'NY', '11201'],
];
const industries = [
  'Retail',
  'Manufacturing',
  'Hospitality',
  'Healthcare',
  'Construction',
  'Food & Beverage',
  'Technology',
  'Education',
];
const titles = [
  'Owner',
  'Office Manager',
  'Buyer',
  'Operations Manager',
  'Director',
  'Accountant',
  'Store Manager',
  'Coordinator',
];
const streets = [
  'Mission Street',
  'Oak Avenue',
  'Market Street',
  'Pine Street',
  'Second Avenue',
  'Harbor Road',
  'Mill Lane',
  'Union Street',
];
const subjects = [
  'Parcel arrived incomplete',
  'Question about last invoice',
  'Replacement part missing',
  'Change of delivery address',
  'Login to customer portal fails',
  'Refund not received',
  'Appointment needs moving',
  'Wrong colour delivered',
  'Warranty claim',
  'Subscription renewal question',
];
// None of these is used by the named people: a call from one of their numbers finds them and nobody else.
const areaCodes = [628, 510, 408, 971, 425, 303, 512, 773, 857, 718];
const accountCount = 180;
const leadCount = 120;

/** A stream of numbers that is the same every time (mulberry32). */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  };
}

/** All invented customers, always the same. */
export function inventCustomers(): Customer[] {
  const roll = createDice(20_260_401);
  const given = new Map<number, number>();
  const nextPhone = (areaCode: number) => {
    const line = given.get(areaCode) ?? 0;
    given.set(areaCode, line + 1);
    return `+1 ${areaCode} 555 01${String(line % 100).padStart(2, '0')}`;
  };
  return Array.from({ length: accountCount + leadCount }, (_one, index) => invent({ roll, nextPhone, index }));
}

interface Invention {
  readonly roll: (sides: number) => number;
  readonly nextPhone: (areaCode: number) => string;
  readonly index: number;
}

function invent({ roll, nextPhone, index }: Invention): Customer {
  const pick = <T>(list: readonly T[]): T => {
    const chosen = list[roll(list.length)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  };
  // Place and trade walk through their lists in step, so that no two companies share a name.
  const company = `${places[index % places.length]} ${trades[Math.floor(index / places.length + index) % trades.length]}`;
  const domain = `${company.toLowerCase().replace(/[^a-z]/g, '')}.example`;
  const cityIndex = roll(cities.length);
  const [city, state, postalCode] = cities[cityIndex] ?? ['San Francisco', 'CA', '94110'];
  const kind = index < accountCount ? 'account' : 'lead';
  const people = Array.from({ length: kind === 'lead' ? 1 : 1 + roll(2) }, () => {
    const firstName = pick(firstNames);
    const lastName = pick(lastNames);
    return {
      firstName,
      lastName,
      title: pick(titles),
      phone: nextPhone(areaCodes[cityIndex] ?? 628),
      email: `${firstName}.${lastName}@${domain}`.toLowerCase(),
    };
  });
  const status = pick(['New', 'New', 'Working', 'Escalated', 'Closed', 'Closed']);
  return {
    index,
    kind,
    company,
    industry: pick(industries),
    website: `https://www.${domain}`,
    employees: 3 + roll(240),
    phone: people[0]?.phone ?? '',
    street: `${100 + roll(1900)} ${pick(streets)}`,
    city,
    state,
    postalCode,
    country: 'United States',
    daysAgo: 30 + roll(600),
    people,
    caseSubject: roll(3) === 0 ? null : pick(subjects),
    caseFacts: {
      Status: status,
      Priority: pick(['High', 'Medium', 'Medium', 'Low']),
      Origin: pick(['Phone', 'Phone', 'Email', 'Web']),
    },
    leadStatus: pick(['Open - Not Contacted', 'Working - Contacted', 'Closed - Not Converted']),
  };
}
