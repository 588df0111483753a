import { SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ActionView, ToolPlatform } from '../../../shared/contract/action-views.ts';
import { useConsole } from '../../client/console-context.tsx';
import { useFeeds } from '../feeds/use-feeds.ts';
import { CopyPress } from '../orgs/copy-press.tsx';
import style from './actions.module.css';

const platforms: { value: ToolPlatform; label: string }[] = [
  { value: 'mcp', label: 'MCP' },
  { value: 'vapi', label: 'Vapi' },
  { value: 'retell', label: 'Retell' },
  { value: 'elevenlabs', label: 'ElevenLabs' },
  { value: 'voiceflow', label: 'Voiceflow' },
];

/** The action as a platform takes a tool, to be copied there. */
export function ToolCopy(props: { of: ActionView['action'] }) {
  const { query } = useConsole();
  const [platform, setPlatform] = useState<ToolPlatform>('mcp');
  // As it was typed; until then it is that of the platform's feed.
  const [typed, setTyped] = useState<string | null>(null);
  const own = useFeeds().value?.feeds.find(({ feed }) => feed.platform === platform)?.url ?? '';
  const url = typed ?? own;
  const input = { key: props.of.key, platform, url: url.trim() || 'https://your-intake.example' };
  const { data } = useQuery(query.actions.toolDefinition.queryOptions({ input }));
  return (
    <details className={style.more}>
      <summary>Tool definition</summary>
      <SegmentedControl
        aria-label="Platform"
        data={platforms}
        value={platform}
        onChange={(value) => setPlatform(platforms.find((each) => each.value === value)?.value ?? 'mcp')}
      />
      {platform === 'mcp' ? null : (
        <TextInput
          label="Address of the feed"
          description={own ? null : 'No feed of this platform can be reached yet: see Settings, Feeds.'}
          placeholder="https://your-intake.example"
          value={url}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <Textarea
        label="Definition"
        classNames={{ input: style.code }}
        readOnly
        rows={14}
        spellCheck={false}
        value={data?.text ?? ''}
      />
      <CopyPress text={data?.text ?? ''}>Copy</CopyPress>
    </details>
  );
}
