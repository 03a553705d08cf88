import { auditProduction } from './lib/audit.mjs';
import { proclaim, say } from './lib/progress.mjs';
import { ROOT } from './lib/root.mjs';

/** Exit codes: 0 no high or critical finding in production dependencies, 1 findings, 2 the registry did not answer. */
const { asked, why, findings } = await auditProduction(ROOT);
if (!asked) {
  proclaim([
    `没有检查依赖的已知漏洞：软件源没有应答（${why}）。请在能联网的机器上执行 npm run audit。`,
    'NOT CHECKED: the registry did not answer. Run `npm run audit` where it can be reached.',
  ]);
  process.exitCode = 2;
} else if (findings.length > 0) {
  proclaim(['生产依赖有高危漏洞 · grave findings in production dependencies:', ...findings]);
  process.exitCode = 1;
} else {
  say('生产依赖没有已知的高危漏洞', 'no high or critical finding in production dependencies');
}
