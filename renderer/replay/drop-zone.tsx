import { type ReactNode, useEffect, useState } from 'react';
import style from './replay.module.css';
import { useReplay } from './replay-context.tsx';

/** Takes call files dropped anywhere on the window. */
export function DropZone(props: { children: ReactNode }) {
  const { openFiles } = useReplay();
  const [over, setOver] = useState(false);

  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Without this the window itself would open the file and leave the console.
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      openFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [openFiles]);

  return (
    <>
      {props.children}
      {over ? <div className={style.over}>Drop a call file to play it: vCon or JSONL</div> : null}
    </>
  );
}
