import type { InvoiceDocument } from '@timetracker/shared';
import { useState } from 'react';
import { trpc } from '../api/trpc.ts';
import { t } from '../i18n/index.ts';
import { Section } from '../ui/section.tsx';
import { DraftEditor } from './draft-editor.tsx';
import { StepModal } from './step-modal.tsx';

/** A draft to be worked on, and sent. What others change shows at once, unless it would take away what is being typed. */
export function DraftPanel({ invoice }: { invoice: InvoiceDocument }) {
  const api = trpc.useUtils();
  const [base, setBase] = useState(invoice);
  const [isDirty, setDirty] = useState(false);
  const [isSending, setSending] = useState(false);
  if (!isDirty && invoice.version > base.version) setBase(invoice);

  const onSaved = (saved: InvoiceDocument, wantsToSend: boolean) => {
    api.invoice.get.setData({ id: saved.id }, saved);
    void Promise.all([api.invoice.list.invalidate(), api.invoice.totals.invalidate()]);
    setDirty(false);
    setBase(saved);
    setSending(wantsToSend);
  };

  return (
    <Section title={t('invoices.draft')}>
      <DraftEditor key={base.version} invoice={base} onDirty={setDirty} onSaved={onSaved} />
      <StepModal invoice={base} step={isSending ? 'sent' : null} onClose={() => setSending(false)} />
    </Section>
  );
}
