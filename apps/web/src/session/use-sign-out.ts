import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { t } from '../i18n/index.ts';
import { useLive } from '../live/live-provider.tsx';
import { toastError } from '../ui/toast.tsx';
import { signOut } from './session-requests.ts';

/** Ends the session, forgets what it showed, and goes to the sign-in page. */
export function useSignOut() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { suspend } = useLive();
  return useMutation({
    mutationFn: async () => {
      const resume = suspend();
      await signOut().catch((error: unknown) => {
        resume();
        throw error;
      });
    },
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ to: '/sign-in', search: {} });
    },
    onError: (error) => toastError(t('shell.not_signed_out'), error),
  });
}
