import { useMutation } from '@tanstack/react-query';
import { useConsole, useLine } from '../client/console-context.tsx';
import { refusalOf } from '../client/refusal.ts';
import { useAnnounce } from '../ui/announcer.tsx';
import { download } from '../ui/download.ts';
import { FileIcon } from '../ui/icons.tsx';
import { Press } from '../ui/press.tsx';

/** Writes the call as a signed vCon to a file. */
export function ExportCall(props: { call: string }) {
  const { query } = useConsole();
  const announce = useAnnounce();
  const offline = useLine().state === 'open' ? null : 'Reconnecting: this waits until the console is back.';
  const write = useMutation(
    query.vcon.export.mutationOptions({
      onSuccess: ({ name, text, fingerprint }) => {
        download([text], name, 'application/vcon+json');
        announce(`Exported, signed with the key ${fingerprint.slice(0, 16)}`);
      },
    }),
  );
  return (
    <Press
      tone="quiet"
      label="Export this call as a signed vCon"
      refusedBecause={offline ?? (write.isPending ? 'The call is being written.' : null)}
      onPress={() => write.mutate({ call: props.call })}
    >
      <FileIcon size={14} />
      {write.error ? refusalOf(write.error).message : 'vCon'}
    </Press>
  );
}
