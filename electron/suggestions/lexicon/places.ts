const states =
  'alabama:AL alaska:AK arizona:AZ arkansas:AR california:CA colorado:CO connecticut:CT delaware:DE florida:FL georgia:GA hawaii:HI idaho:ID illinois:IL indiana:IN iowa:IA kansas:KS kentucky:KY louisiana:LA maine:ME maryland:MD massachusetts:MA michigan:MI minnesota:MN mississippi:MS missouri:MO montana:MT nebraska:NE nevada:NV new_hampshire:NH new_jersey:NJ new_mexico:NM new_york:NY north_carolina:NC north_dakota:ND ohio:OH oklahoma:OK oregon:OR pennsylvania:PA rhode_island:RI south_carolina:SC south_dakota:SD tennessee:TN texas:TX utah:UT vermont:VT virginia:VA washington:WA west_virginia:WV wisconsin:WI wyoming:WY district_of_columbia:DC';

/** State codes by name in lower case; names of several words with blanks. */
export const stateByName: ReadonlyMap<string, string> = new Map(
  states.split(' ').map((each) => {
    const [name = '', code = ''] = each.split(':');
    return [name.replaceAll('_', ' '), code];
  }),
);

/** The two-letter codes in lower case. */
export const stateCodes: ReadonlySet<string> = new Set([...stateByName.values()].map((code) => code.toLowerCase()));

/** Countries as callers say them. */
export const countries: ReadonlyMap<string, string> = new Map([
  ['usa', 'United States'],
  ['us', 'United States'],
  ['america', 'United States'],
  ['uk', 'United Kingdom'],
  ['england', 'United Kingdom'],
  ['canada', 'Canada'],
  ['india', 'India'],
  ['australia', 'Australia'],
  ['ireland', 'Ireland'],
  ['germany', 'Germany'],
  ['zimbabwe', 'Zimbabwe'],
]);

/** Words that end the street part of an address. */
export const streetWords: ReadonlySet<string> = new Set(
  'street st avenue ave av road rd drive dr lane ln boulevard blvd way court ct place pl circle cir terrace ter trail trl parkway pkwy highway hwy square sq loop crescent close row walk alley plaza pike turnpike nagar colony salai marg cross sadak pudhur ridge nagaram layout'.split(
    ' ',
  ),
);

/** Words that, with what follows them, still belong to the street line. */
export const unitWords: ReadonlySet<string> = new Set(
  'apt apartment unit suite ste flat floor building bldg room lot number no'.split(' '),
);

/** Points of the compass behind a street: "Elm Street NW". */
export const compassWords: ReadonlySet<string> = new Set('n s e w ne nw se sw north south east west'.split(' '));
