const parts = (version) => version.split('.').map(Number);

const compare = (a, b) => parts(a).reduce((order, part, i) => order || Math.sign(part - parts(b)[i]), 0);

/** Whether `version` lies in a range as package.json's engines are written here: `^a.b.c`, `>=a.b.c` and `||`. */
export function satisfies(version, range) {
  return range.split('||').some((alternative) => {
    const [, operator, least] = /^(\^|>=)(\d+\.\d+\.\d+)$/.exec(alternative.trim()) ?? [];
    if (!least) throw new Error(`Cannot read the range ${range}.`);
    const sameMajor = parts(version)[0] === parts(least)[0];
    return compare(version, least) >= 0 && (operator === '>=' || sameMajor);
  });
}
