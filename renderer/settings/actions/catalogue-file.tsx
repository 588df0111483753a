import { FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Note } from '../../ui/note.tsx';
import { Press } from '../../ui/press.tsx';
import { Failed } from '../../ui/states.tsx';
import style from './actions.module.css';
import { useCatalogueChanges } from './use-actions.ts';

/** The whole catalogue as a file: written, and read in again. */
export function CatalogueFile() {
  const { client } = useConsole();
  const { take } = useCatalogueChanges();
  const write = useMutation({ mutationFn: () => client.actions.export(), onSuccess: ({ text }) => download(text) });
  const read = async (file: File | null) => {
    if (file) take.mutate({ text: await file.text() });
  };
  const failed = take.error ?? write.error;
  return (
    <>
      <div className={style.presses}>
        <Press onPress={() => write.mutate()}>Export as JSON</Press>
        <FileButton accept="application/json,.json" onChange={(file) => void read(file)}>
          {({ onClick }) => <Press onPress={onClick}>Import</Press>}
        </FileButton>
      </div>
      {failed ? <Failed problem={refusalOf(failed)} /> : null}
      {take.data ? (
        <Note tone={take.data.problems.length > 0 ? 'amber' : 'green'}>
          {take.data.saved} actions taken. {take.data.problems.join(' ')}
        </Note>
      ) : null}
    </>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'countersign-actions.json';
  link.click();
  URL.revokeObjectURL(address);
}
