import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '../desk/keys.tsx';
import { useApprovalsPlace } from '../desk/use-approvals-place.ts';
import { KeyList } from '../ui/key-list.tsx';

/** The keys of the whole window, and the list of them behind "?". */
export function KeysDialog(props: { singleKeys: boolean }) {
  const [open, setOpen] = useState(false);
  const [location, navigate] = useLocation();
  const approvals = useApprovalsPlace();
  useKeys({
    keys: () => setOpen(true),
    'go-live': () => navigate('/live'),
    'go-approvals': () => navigate(approvals),
    'go-records': () => navigate('/records'),
    'go-soql': () => navigate('/soql'),
    'go-automations': () => navigate('/automations'),
    'go-figures': () => navigate('/figures'),
    'go-handover': () => navigate('/handover'),
    'go-journal': () => navigate('/journal'),
    'go-outcomes': () => navigate('/outcomes'),
    leave: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      if (location.startsWith('/settings')) navigate('/live');
    },
  });
  return (
    <Modal opened={open} onClose={() => setOpen(false)} title="Keys" size={440}>
      <KeyList singleKeys={props.singleKeys} />
    </Modal>
  );
}
