/** Words that a company's name ends in. */
export const companyWords: ReadonlySet<string> = new Set(
  'inc ltd limited llc co corp company corporation infotech technologies technology tech solutions solution industries enterprises systems consultancy network services software softwares pvt private group'.split(
    ' ',
  ),
);
