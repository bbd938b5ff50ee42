import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';

/** Stands in for a part of the app that is being read. */
export const Opening = ({ what }: { readonly what: string }) => (
  <Box padding="xxl" textAlign="center">
    <Spinner /> Opening {what}
  </Box>
);
