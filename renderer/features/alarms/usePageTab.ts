import { useRemembered } from '#renderer/store/useRemembered.ts';

/** Which tab of the alarms' page is open, or will be when one goes there: `coverage`, `changes`. */
export const usePageTab = () => useRemembered('alarms-tab', 'coverage');
