import { Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RetentionSettings } from '../../../shared/model/retention.ts';
import { useConsole } from '../../client/console-context.tsx';
import { refusalOf } from '../../client/refusal.ts';
import { Press } from '../../ui/press.tsx';
import { Failed, Skeleton } from '../../ui/states.tsx';
import { countWords } from './count-words.ts';
import style from './retention.module.css';

type ShortenProps = { asked: RetentionSettings | null; onClose: () => void; onSaved: () => void };

/** Says what a setting would erase at once, before it is kept. */
export function ShortenDialog({ asked, onClose, onSaved }: ShortenProps) {
  return (
    <Modal opened={asked !== null} onClose={onClose} title="Keep it that long?" size={460}>
      {asked ? <Shorten asked={asked} onClose={onClose} onSaved={onSaved} /> : null}
    </Modal>
  );
}

function Shorten({ asked, onClose, onSaved }: { asked: RetentionSettings; onClose: () => void; onSaved: () => void }) {
  const { query } = useConsole();
  const preview = useQuery(query.retention.preview.queryOptions({ input: asked, gcTime: 0 }));
  const save = useMutation(
    query.retention.save.mutationOptions({
      onSuccess: () => {
        onSaved();
        onClose();
      },
    }),
  );
  if (preview.error) return <Failed problem={refusalOf(preview.error)} />;
  if (!preview.data) return <Skeleton of="what would be erased" lines={2} />;
  const told = countWords(preview.data);
  return (
    <div className={style.dialog}>
      <p>
        {told
          ? `This erases now: ${told}. It cannot be brought back.`
          : 'Nothing is that old yet: nothing is erased now.'}
      </p>
      {save.error ? <Failed problem={refusalOf(save.error)} /> : null}
      <div className={style.actions}>
        <Press onPress={onClose}>Cancel</Press>
        <Press
          tone={told ? 'danger' : 'primary'}
          refusedBecause={save.isPending ? 'It is being erased.' : null}
          onPress={() => save.mutate(asked)}
        >
          {told ? 'Erase and keep the setting' : 'Keep the setting'}
        </Press>
      </div>
    </div>
  );
}
