/** Packages that a job's own code would have: made of its name. */
export function packageOf(job: string): string {
  const words = job.toLowerCase().match(/[a-z0-9]+/g) ?? ['job'];
  return `com.example.${words.slice(0, 2).join('.')}`;
}

/** A class name made of an operator's: `Level per article` is `LevelPerArticle`. */
export function classOf(operator: string): string {
  const plain = operator
    .replace(/^Source: |: (Writer|Committer)$/g, '')
    .replace(/\[\d+\]/g, '')
    .split('/')[0];
  const words = (plain ?? '').match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^[A-Z]/.test(name) ? name : `Operator${name}`;
}

/** A line of that class: the same for the same method, and such as a class of a few hundred lines has. */
export function lineOf(method: string, from = 30, to = 240): number {
  let hash = 7;
  for (let i = 0; i < method.length; i++) hash = (hash * 31 + method.charCodeAt(i)) | 0;
  return from + (Math.abs(hash) % (to - from));
}
