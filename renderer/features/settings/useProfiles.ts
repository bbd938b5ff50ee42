import { useEffect, useState } from 'react';
import type { AwsProfiles } from '#shared/model/profile.ts';
import { useCall } from '../../store/useCall.ts';

/** The profiles of this machine's AWS config files; null until they are known. */
export function useProfiles(): AwsProfiles | null {
  const call = useCall();
  const [profiles, setProfiles] = useState<AwsProfiles | null>(null);
  useEffect(() => {
    let wanted = true;
    void (async () => {
      const answer = await call('profiles.list', {});
      if (wanted && answer.ok) setProfiles(answer.value);
    })();
    return () => {
      wanted = false;
    };
  }, [call]);
  return profiles;
}
