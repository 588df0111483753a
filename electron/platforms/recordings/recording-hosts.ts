/** Where platforms keep recordings; a leading dot stands for any host below. Buckets of one's own are named in the feed. */
const hosts: Readonly<Record<string, readonly string[]>> = {
  vapi: ['storage.vapi.ai'],
  retell: ['.retellai.com', 'dxc03zgurdly9.cloudfront.net'],
  twilio: ['api.twilio.com'],
  voiceflow: ['.voiceflow.com'],
  thoughtly: ['.thought.ly'],
};

/** Hosts that recordings of these platforms may be fetched from. */
export function recordingHosts(platforms: readonly string[]): string[] {
  return [...new Set(platforms.flatMap((platform) => hosts[platform] ?? []))];
}

/** Whether a host is among the allowed ones. */
export function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return allowed.some((each) => (each.startsWith('.') ? name.endsWith(each) : name === each));
}
