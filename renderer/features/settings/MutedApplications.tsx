import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { formatMoment } from '#renderer/charts/moments.ts';
import type { Notifications } from '#shared/contract/settings.ts';
import type { ApplicationRef } from '#shared/model/application.ts';
import { refKey } from '#shared/model/application.ts';
import { useConnectionViews } from '../../store/useConnectionView.ts';
import { useRealNow } from '../../store/useNow.ts';

interface MutedApplicationsProps {
  readonly muted: Notifications['muted'];
  readonly onUnmute: (ref: ApplicationRef) => void;
}

/** Applications of which nobody is told, and until when. */
export function MutedApplications({ muted, onUnmute }: MutedApplicationsProps) {
  const now = useRealNow();
  const views = useConnectionViews();
  const lasting = muted.filter(({ until }) => until === null || until > now);
  const connectionName = (id: string) => views.find(({ connection }) => connection.id === id)?.connection.name ?? id;
  return (
    <FormField label="Muted applications" description="Only in the list of notices; mute one there." stretch>
      {lasting.length === 0 ? (
        'None.'
      ) : (
        <SpaceBetween size="xxs">
          {lasting.map(({ ref, until }) => (
            <div key={refKey(ref)}>
              <b>{nameOf(ref)}</b> of {connectionName(ref.connection)},{' '}
              {until === null ? 'until you take it back' : `until ${formatMoment(until, 'local')}`}{' '}
              <Button variant="inline-link" formAction="none" ariaLabel={`Unmute ${nameOf(ref)}`} onClick={() => onUnmute(ref)}>
                Unmute
              </Button>
            </div>
          ))}
        </SpaceBetween>
      )}
    </FormField>
  );
}

/** `…:application/orders` is `orders`; a job has its id alone. */
const nameOf = ({ id }: ApplicationRef): string => id.split('/').at(-1) ?? id;
