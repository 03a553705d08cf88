/** A reporter of Jest that says the first failure at once, so that nobody waits for the rest. */
export default class FirstFailure {
  onTestCaseResult(_test, { status, fullName }) {
    if (status === 'failed') process.stdout.write(`FIRST FAILURE ${fullName}\n`);
  }
}
