const ownSpelling: Record<string, string> = {
  elevenlabs: 'ElevenLabs',
  openai: 'OpenAI',
  jsonl: 'JSONL',
  vcon: 'vCon',
};

/** A platform's name as people write it. */
export function platformName(platform: string | null | undefined): string {
  if (!platform) return '';
  return ownSpelling[platform] ?? platform.charAt(0).toUpperCase() + platform.slice(1);
}
