import type { OpenFeed, Platform } from '../platform.ts';

/** Where the recordings of a call may be fetched from, and what is shown at an address that asks who wants it. */
export type RecordingAccess = {
  /** Hosts, as `isAllowedHost` reads them. */
  allowed: readonly string[];
  /** Headers for exactly this address: none for a host that is not the platform's own, wherever it was led from. */
  credentialsFor(url: URL): Readonly<Record<string, string>>;
};

/** One source of a call: its platform, and its feed where that is still known. */
export type RecordingSource = { platform: string; feed: Pick<OpenFeed, 'options' | 'secrets'> | null };

type Place = {
  /** A leading dot stands for any host below. */
  hosts: readonly string[];
  /** Shows who asks at the addresses of the platform's own recordings; null for any other. */
  credentials?(url: URL, feed: Pick<OpenFeed, 'options' | 'secrets'>): Record<string, string> | null;
};

const elevenLabsHosts = ['api.elevenlabs.io', 'api.us.elevenlabs.io', '.residency.elevenlabs.io'];

/** Where platforms keep recordings; buckets of one's own are named by the feed. */
const places: Readonly<Record<string, Place>> = {
  vapi: { hosts: ['storage.vapi.ai'] },
  retell: { hosts: ['.retellai.com', 'dxc03zgurdly9.cloudfront.net'] },
  twilio: { hosts: ['api.twilio.com', '.twiliocdn.com'], credentials: twilioCredentials },
  elevenlabs: { hosts: elevenLabsHosts, credentials: elevenLabsCredentials },
  voiceflow: { hosts: ['.voiceflow.com'] },
  thoughtly: { hosts: ['.thought.ly'] },
};

/** The option of a feed that names hosts of one's own, apart from each other by commas. */
export const ownRecordingHosts = {
  name: 'recordingHosts',
  label: 'Hosts of your recordings',
  hint: 'Only where recordings go to a bucket of your own: its host, such as calls.s3.amazonaws.com; several with commas.',
  values: null,
  default: '',
} satisfies Platform['options'][number];

/** What the sources of a call allow. */
export function recordingAccess(sources: readonly RecordingSource[]): RecordingAccess {
  const hosts = sources.flatMap(({ platform, feed }) => [...(places[platform]?.hosts ?? []), ...hostsOf(feed)]);
  return {
    allowed: [...new Set(hosts)],
    credentialsFor(url) {
      for (const { platform, feed } of sources) {
        const shown = feed && places[platform]?.credentials?.(url, feed);
        if (shown) return shown;
      }
      return {};
    },
  };
}

/** Whether a host is among the allowed ones. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return allowed.some((each) => (each.startsWith('.') ? name.endsWith(each) : name === each));
}

function hostsOf(feed: RecordingSource['feed']): string[] {
  const named = feed?.options[ownRecordingHosts.name] ?? '';
  return named.split(/[\s,]+/).flatMap((host) => (host === '' ? [] : host.toLowerCase()));
}

/**
 * An account that asks for it (Settings, HTTP basic authentication for media) hands its recordings to nobody else. What it
 * leads on to is signed by itself. https://www.twilio.com/docs/voice/api/recording
 */
function twilioCredentials({ hostname, pathname }: URL, { options, secrets }: Pick<OpenFeed, 'options' | 'secrets'>) {
  const named = /^\/2010-04-01\/Accounts\/(AC[0-9a-f]{32})\/(?:Calls\/\w+\/)?Recordings\/RE[0-9a-f]{32}(?:\.\w+)?$/i;
  const account = named.exec(pathname)?.[1];
  if (hostname !== 'api.twilio.com' || account === undefined || !secrets.authToken) return null;
  const user = options.accountSid || account;
  return { authorization: `Basic ${Buffer.from(`${user}:${secrets.authToken}`).toString('base64')}` };
}

/** https://elevenlabs.io/docs/api-reference/conversations/get-audio */
function elevenLabsCredentials({ hostname, pathname }: URL, { secrets }: Pick<OpenFeed, 'secrets'>) {
  const isAudio = /^\/v1\/convai\/conversations\/[\w-]+\/audio$/.test(pathname);
  return isAllowedHost(hostname, elevenLabsHosts) && isAudio && secrets.apiKey
    ? { 'xi-api-key': secrets.apiKey }
    : null;
}
