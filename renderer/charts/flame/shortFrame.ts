const PACKAGE = /^(?:[a-z_][\w$]*[./])+(?=[A-Z_$][\w$]*[./])/;

/** `org.acme.orders.Enrich.flatMap:42` → `Enrich.flatMap:42`: packages fill the little room that frames have. What is not Java stays. */
export const shortFrame = (name: string): string => name.replace(PACKAGE, '').replace(/:-2$/, ' (native)').replace(/:-1$/, '');
