import Autosuggest from '@cloudscape-design/components/autosuggest';
import FormField from '@cloudscape-design/components/form-field';
import { withProfile } from './draft.ts';
import { labelOf } from './DraftText.tsx';
import type { FieldProps } from './DraftText.tsx';
import { profileHint, profileSummary } from './profileWords.ts';
import { useProfiles } from './useProfiles.ts';

/** A profile of this machine's AWS config files, chosen or typed; its region comes with it. */
export function ProfileField({ draft, errors, onEdit }: FieldProps) {
  const known = useProfiles();
  const profiles = known?.profiles ?? [];
  const chosen = profiles.find(({ name }) => name === draft.profile.trim());
  const hint = chosen === undefined ? null : profileHint(chosen);
  return (
    <FormField
      label={labelOf('Profile', true)}
      description="A profile of the shared AWS config files. Empty: the AWS SDK’s default chain."
      constraintText={hint ?? undefined}
      warningText={known === null || known.notices.length === 0 ? undefined : known.notices.join(' ')}
      errorText={errors.profile}
    >
      <Autosuggest
        value={draft.profile}
        options={profiles.map((profile) => ({ value: profile.name, description: profileSummary(profile) }))}
        statusType={known === null ? 'loading' : 'finished'}
        loadingText="Reading the AWS config files"
        empty={`No profile in ${known?.files.join(' and ') ?? 'the AWS config files'}`}
        enteredTextLabel={(text) => `Use “${text}”`}
        placeholder="default"
        onChange={({ detail: { value } }) => onEdit(withProfile(draft, value, profiles))}
      />
    </FormField>
  );
}
