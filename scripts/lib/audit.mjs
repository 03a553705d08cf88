import { execFile } from 'node:child_process';

const GRAVE = ['high', 'critical'];

/**
 * What the registry knows of the production dependencies: `{ asked: false, why }` where it does not answer, else `{ asked: true, findings }` with the grave ones,
 * each as `name severity: title`.
 */
export async function auditProduction(cwd) {
  const { stdout, stderr } = await npm(['audit', '--omit=dev', '--json'], cwd);
  return readAudit(stdout, stderr);
}

/** `npm audit` ends with 1 for findings and for a registry that does not answer alike: only its report tells them apart. */
export function readAudit(stdout, stderr = '') {
  const report = parsed(stdout);
  if (!report?.vulnerabilities || report.metadata?.vulnerabilities === undefined) return { asked: false, why: whyOf(report, stderr) };
  const findings = Object.values(report.vulnerabilities)
    .filter(({ severity }) => GRAVE.includes(severity))
    .map(({ name, severity, via }) => `${name} ${severity}: ${titlesOf(via)}`);
  return { asked: true, findings };
}

const titlesOf = (via) => via.map((cause) => (typeof cause === 'string' ? cause : cause.title)).join('; ');

function whyOf(report, stderr) {
  const text = report?.message ?? report?.error?.summary ?? stderr.split('\n').find((line) => line.trim() !== '') ?? 'no report';
  return String(text).trim().slice(0, 200);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function npm(args, cwd) {
  return new Promise((resolve) => {
    execFile('npm', args, { cwd, timeout: 60_000, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });
}
