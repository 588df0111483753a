/** What a campaign found: each failure with the seed that shows it again. */
export type CampaignReport = { runs: number; failures: { seed: number; what: string }[]; hits: Record<string, number> };
