/**
 * What happened to the outcome of a call, for the rooms above. Each is on disk before it is told, and stands in the journal
 * under the kind named here: whoever must miss none of them reads the journal from where they were.
 */
export type OutcomeNews = {
  call: string;
  org: string;
  what: OutcomeEventKind;
};

/**
 * `call.analysed`: made out after the call ended; once more where the platform's analysis came later and says something else.
 * `outcome.written`: its log (Log call outcome) is in Salesforce.
 */
export type OutcomeEventKind = 'call.analysed' | 'outcome.edited' | 'outcome.reviewed' | 'outcome.written';

/** Where they are told. */
export type OutcomeEvents = {
  onNews(listener: (news: OutcomeNews) => void): () => void;
};
