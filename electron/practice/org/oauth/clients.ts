/** An app that may ask for sign-ins. */
export interface OAuthClient {
  readonly clientId: string;
  readonly name: string;
  /** A secret need not be sent; one that is sent has to be this. */
  readonly secret: string | null;
  readonly redirectUris: readonly string[];
  /** PEM of the certificate JWT assertions must be signed for; any RS256 key will do without one. */
  readonly certificate: string | null;
  readonly rotateRefreshTokens: boolean;
  /** Username of the integration user it runs as with the client credentials flow, which asks for its secret; off where null. */
  readonly runAs: string | null;
}

/** Where the console and the sf CLI come back to. */
export const defaultRedirectUri = 'http://localhost:1717/OauthRedirect';

/** Where the console comes back to while another login holds that. */
const spareRedirectUris = ['http://localhost:1718/OauthRedirect', 'http://localhost:1719/OauthRedirect'];

/** The client the practice org prints for whoever connects to it. */
export const practiceClientId = '3MVG9.PracticeOrg.Countersign.7Kq2xWv0bTn4LrZs8Hd1Fy6Jm';

/** The app that issues access tokens for agents, and its secret: both known to everybody, as all of this org is made up. */
export const practiceTokenClient = {
  clientId: '3MVG9.PracticeOrg.AgentTokens.5Rt8cYv2mQx7Lb4Wn9Kd3Hs6Jp',
  secret: 'PRACTICE-ORG-AGENT-TOKENS',
};

/** The clients of every practice org: its own, the one for agents' access tokens, and the sf CLI's. */
export function standardClients(options: {
  rotateRefreshTokens: boolean;
  redirectUris: readonly string[];
}): OAuthClient[] {
  const redirectUris = [defaultRedirectUri, ...spareRedirectUris, ...options.redirectUris];
  return [
    {
      clientId: practiceClientId,
      name: 'Countersign',
      secret: null,
      redirectUris,
      certificate: null,
      rotateRefreshTokens: options.rotateRefreshTokens,
      runAs: null,
    },
    {
      ...practiceTokenClient,
      name: 'Countersign Agent Tokens',
      redirectUris: [],
      certificate: null,
      rotateRefreshTokens: false,
      runAs: 'agent.tokens@practice.example',
    },
    {
      clientId: 'PlatformCLI',
      name: 'Salesforce CLI',
      secret: null,
      redirectUris: [defaultRedirectUri],
      certificate: null,
      rotateRefreshTokens: false,
      runAs: null,
    },
  ];
}
