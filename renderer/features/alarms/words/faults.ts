export { faultWords } from '#shared/analysis/alarms/faultWords.ts';
