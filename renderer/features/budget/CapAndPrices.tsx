import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Telemetry } from '#shared/contract/settings.ts';
import { valueOf } from '#shared/model/snapshot.ts';
import { useCall, useNotice } from '../../store/useCall.ts';
import { useTopic } from '../../store/useTopic.ts';
import type { Draft, Field } from './draft.ts';
import { draftOf, readDraft } from './draft.ts';

/** The cap and the prices that everything here is computed with; both are the user's to change. */
export function CapAndPrices() {
  const telemetry = valueOf(useTopic({ kind: 'settings' }))?.telemetry;
  return telemetry === undefined ? null : <Fields telemetry={telemetry} />;
}

const labels: Readonly<Record<Field, { readonly label: string; readonly description: string }>> = {
  cap: {
    label: 'Cap, in dollars a month',
    description: 'Of each connection. Empty: no cap.',
  },
  metrics: { label: 'A thousand metrics', description: 'Of GetMetricData, in dollars.' },
  requests: { label: 'A thousand requests', description: 'Of other operations of CloudWatch, in dollars.' },
  insights: { label: 'A gigabyte scanned', description: 'By a query of Logs Insights, in dollars.' },
};
const fields = ['cap', 'metrics', 'requests', 'insights'] as const satisfies Field[];

function Fields({ telemetry }: { readonly telemetry: Telemetry }) {
  const call = useCall();
  const notice = useNotice();
  /** What was typed and is not saved; null: nothing. */
  const [draft, setDraft] = useState<Draft | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const shown = draft ?? draftOf(telemetry);
  const read = readDraft(shown, telemetry);
  const end = () => {
    setDraft(null);
    setTried(false);
  };

  const save = async () => {
    setTried(true);
    if (!read.ok) return;
    setBusy(true);
    const answer = await call('settings.save', { telemetry: read.value });
    setBusy(false);
    if (!answer.ok) return;
    end();
    notice('success', 'The cap and the prices are saved.');
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Container
        header={
          <Header
            variant="h2"
            description="A cap is kept by asking for figures less often. Prices are those of us-east-1; other regions differ. What an account has free is not taken off."
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button formAction="none" disabled={draft === null} onClick={end}>
                  Discard
                </Button>
                <Button formAction="submit" variant="primary" disabled={draft === null} loading={busy}>
                  Save
                </Button>
              </SpaceBetween>
            }
          >
            Cap and prices
          </Header>
        }
      >
        <ColumnLayout columns={4}>
          {fields.map((field) => (
            <FormField key={field} {...labels[field]} errorText={tried && !read.ok ? read.error[field] : undefined}>
              <Input
                value={shown[field]}
                inputMode="decimal"
                placeholder={field === 'cap' ? 'No cap' : ''}
                onChange={({ detail: { value } }) => setDraft({ ...shown, [field]: value })}
              />
            </FormField>
          ))}
        </ColumnLayout>
      </Container>
    </form>
  );
}
