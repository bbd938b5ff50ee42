import { useState } from 'react';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useCall } from '#renderer/store/useCall.ts';
import { useTopic } from '#renderer/store/useTopic.ts';
import { TopicArn } from '#shared/contract/settings.ts';
import { valueOf } from '#shared/model/snapshot.ts';

interface TopicFieldProps {
  readonly connection: string;
  /** The topic is another one now. */
  readonly onSaved: () => void;
}

/** The SNS topic that new alarms of a connection tell; null while none is chosen. */
function useSnsTopic(connection: string): string | null {
  const settings = valueOf(useTopic({ kind: 'settings' }));
  return settings?.alarms.topics.find((each) => each.connection === connection)?.arn ?? null;
}

/** Chooses the SNS topic that new alarms tell; kept for the connection. */
export function TopicField({ connection, onSaved }: TopicFieldProps) {
  const call = useCall();
  const saved = useSnsTopic(connection) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const text = typed ?? saved;
  const isWrong = text !== '' && !TopicArn.safeParse(text).success;
  const isChanged = text !== saved;

  const save = async (): Promise<void> => {
    setTried(true);
    if (isWrong || !isChanged) return;
    setBusy(true);
    setRefused(null);
    const answer = await call('alarms.topic', { connection, arn: text === '' ? null : text });
    setBusy(false);
    setTried(false);
    if (!answer.ok) return setRefused(answer.error);
    if (!answer.value.ok) return setRefused(`${answer.value.error.message} ${answer.value.error.remedy}`);
    onSaved();
    return undefined;
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormField
        label="SNS topic that the alarms tell"
        description="Kept for the connection. It is told when an alarm fires and when it is OK again."
        constraintText="The ARN of a topic in the region of the applications. Without one the alarms tell nobody, and count as wrong for it."
        errorText={
          isWrong && (tried || text.length > 30)
            ? 'This is not the ARN of an SNS topic: arn:aws:sns:eu-west-1:123456789012:NAME'
            : (refused ?? undefined)
        }
        secondaryControl={
          <Button loading={busy} disabled={!isChanged} formAction="submit">
            Save the topic
          </Button>
        }
      >
        <Input
          value={text}
          placeholder="arn:aws:sns:eu-west-1:123456789012:on-call"
          spellcheck={false}
          onBlur={() => setTried(true)}
          onChange={({ detail: { value } }) => setTyped(value.trim())}
        />
      </FormField>
    </form>
  );
}
