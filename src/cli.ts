// The command line speaks to people on stderr; the log keeps to warnings unless it is asked for more. Set before the logger is made.
process.env['LOG_LEVEL'] ||= 'warn';

const { runCommandLine } = await import('./cli/program.js');
process.exitCode = await runCommandLine(process.argv.slice(2));
