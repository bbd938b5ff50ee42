import Link from '@cloudscape-design/components/link';
import { useLocation } from 'wouter';
import { hrefOf } from '#renderer/ui/paths.ts';

interface LeadingProps {
  readonly to: string;
  readonly label?: string;
  readonly children: string;
}

/** A link whose address has a query: the part behind `#` cannot hold one when it is opened as it stands. */
export function Leading({ to, label, children }: LeadingProps) {
  const [, navigate] = useLocation();
  return (
    <Link
      href={hrefOf(to)}
      {...(label === undefined ? {} : { ariaLabel: label })}
      onFollow={(event) => {
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </Link>
  );
}
