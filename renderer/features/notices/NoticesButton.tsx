/** How much is unread; opens the list. */
export const NoticesButton = () => null;
