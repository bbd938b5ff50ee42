import { useEffect, useRef, useState } from 'react';
import type { FormEvent, RefObject } from 'react';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { InputProps } from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Connection } from '#shared/model/connection.ts';
import { useCall } from '../store/useCall.ts';

interface MfaDialogProps {
  readonly connection: Connection;
  /** ARN or serial number. */
  readonly device: string;
  readonly onClose: () => void;
}

const CODE = /^\d{6}$/;

/** Asks for the code of an MFA device that a connection waits for. The code is used once, and kept nowhere. */
export function MfaDialog({ connection: { id, name }, device, onClose }: MfaDialogProps) {
  const call = useCall();
  const field = useRef<InputProps.Ref>(null);
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const whole = CODE.test(code.trim());

  const send = async (): Promise<void> => {
    setTried(true);
    if (!whole) return field.current?.focus();
    setBusy(true);
    setRefused(null);
    const answer = await call('connections.answer', { id, code: code.trim() });
    setBusy(false);
    // A code is good for one try.
    setCode('');
    setTried(false);
    if (!answer.ok) return setRefused(answer.error);
    if (!answer.value.ok) return setRefused(`${answer.value.error.message} ${answer.value.error.remedy}`);
    onClose();
    return undefined;
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };

  return (
    <Modal
      visible
      onDismiss={onClose}
      header={`${name} asks for a code`}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Not now
            </Button>
            <Button variant="primary" loading={busy} loadingText="The code is being tried" onClick={() => void send()}>
              Continue
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form onSubmit={submit}>
        <SpaceBetween size="m">
          <FormField
            label="Code of the MFA device"
            description={device}
            constraintText="Six digits. It is used once to assume the role, and not kept."
            errorText={tried && !whole ? 'Enter the six digits that the MFA device shows.' : undefined}
          >
            <FocusNext target={field} />
            <Input
              ref={field}
              value={code}
              inputMode="numeric"
              autoComplete="one-time-code"
              onChange={({ detail: { value } }) => setCode(value)}
            />
          </FormField>
          <div aria-live="polite">{refused === null ? null : <Alert type="error">{refused}</Alert>}</div>
        </SpaceBetween>
        <input type="submit" hidden />
      </form>
    </Modal>
  );
}

/** Gives the focus on, inside a dialog: in the next frame, because the dialog itself takes it when it opens. */
function FocusNext({ target }: { readonly target: RefObject<InputProps.Ref | null> }) {
  useEffect(() => {
    const frame = requestAnimationFrame(() => target.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [target]);
  return null;
}
