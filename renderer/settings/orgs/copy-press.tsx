import { useClipboard } from '@mantine/hooks';
import { Press } from '../../ui/press.tsx';

/** Puts a text on the clipboard and says that it did. */
export function CopyPress(props: { text: string; children: string }) {
  const clipboard = useClipboard({ timeout: 2000 });
  return (
    <Press tone="quiet" onPress={() => clipboard.copy(props.text)}>
      <span aria-live="polite">{clipboard.copied ? 'Copied' : props.children}</span>
    </Press>
  );
}
