/**
 * natural: the proportions of the sample city's truth_links.csv (427 links: exact 71 %, form 7.7, region 6.8, width 4, remark and account 2.3,
 * branch, bracket, traditional and typo 1.6 each, former name 1.2), which holds no short names, changed trade words or serials; these and the finer
 * kinds of region and typo get about a percent. Codes as there: the form asks for none (a tenth of the registries has them all the same), of the
 * units 79 % state one. The sample's extract has no telephones; the usual export has a column for them, so that half of the units get one.
 * Of the firms about as many as DESIGN.md counts (14 %) have a namesake elsewhere and about as many (16 %) a neighbour by one character: partly by
 * chance of the word tables, partly as distractors; the report states both shares.
 */
const NATURAL = {
  fashion: { skew: 2.2, twoSyllables: 0.55 },
  enrolled: 0.75,
  regionOfAnotherCounty: 0.01,
  insuredElsewhere: 0.01,
  insuredAtCity: 0.005,
  alsoSpaced: 0.03,
  noise: {
    exact: 66,
    width: 4,
    form: 7.7,
    traditional: 1.6,
    remark: 1.6,
    serial: 0.4,
    regionAdded: 1.3,
    regionDropped: 2.2,
    regionOther: 2.5,
    regionBracketed: 1.6,
    regionShort: 0.8,
    regionMisspelt: 0.6,
    formDropped: 0.6,
    formShort: 0.6,
    regionAndFormDropped: 0.4,
    regionDroppedFormShort: 0.4,
    tradeVariant: 0.8,
    tradeDropped: 0.2,
    typoHomophone: 0.8,
    typoLookAlike: 0.3,
    typoArbitrary: 0.2,
    typoTransposed: 0.2,
    typoInserted: 0.15,
    typoMissing: 0.15,
    typoInTrade: 0.2,
    formerName: 1.2,
    formerNameInUnit: 0.3,
    formerNameUnstated: 0.3,
    branch: 0.9,
    project: 0.4,
    department: 0.4,
    account: 0.7,
  },
  distracted: 0.16,
  distractors: {
    sameNameOtherCounty: 6,
    sameNameOtherCountyListed: 3,
    sameBrandOtherTrade: 2,
    sameBrandOtherTradeListed: 1,
    homophone: 1,
    lookAlike: 0.5,
    oneCharacter: 1.5,
    mineOrTrade: 0.5,
    otherForm: 0.5,
    sister: 1,
    sisterNextCharacter: 0.1,
    headOfficeElsewhere: 0.5,
    otherBranch: 0.5,
  },
  registry: { code: 0.1, phone: 0.95 },
  unit: { code: 0.79, wrongCode: 0.002, phone: 0.5, phoneKept: 0.6, contactKept: 0.5, address: 0.2, addressKept: 0.5 },
};

const even = (weights) => Object.fromEntries(Object.keys(weights).map((kind) => [kind, 1]));

/**
 * adversarial: every kind of noise as often as any other, a distractor beside nearly every firm, few codes, many firms that are not enrolled. The
 * look-alikes are made on purpose and by kind, twice as many as there are among real names, so that chance adds fewer.
 */
const ADVERSARIAL = {
  ...NATURAL,
  fashion: { skew: 1.6, twoSyllables: 0.38 },
  enrolled: 0.6,
  regionOfAnotherCounty: 0.02,
  insuredElsewhere: 0.02,
  alsoSpaced: 0.1,
  noise: even(NATURAL.noise),
  distracted: 0.9,
  distractors: even(NATURAL.distractors),
  unit: { ...NATURAL.unit, code: 0.4, wrongCode: 0.01, phone: 0.4, phoneKept: 0.5 },
};

export const MIXES = { natural: NATURAL, adversarial: ADVERSARIAL };
