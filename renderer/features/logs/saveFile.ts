const types = { csv: 'text/csv;charset=utf-8', json: 'application/json' } as const;

/** Hands a text to the browser as a file to keep. */
export function saveFile(name: string, kind: keyof typeof types, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: types[kind] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name.replace(/[^\w.-]+/g, '-')}.${kind}`;
  link.click();
  URL.revokeObjectURL(address);
}
