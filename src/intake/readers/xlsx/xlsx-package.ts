import { unreadable } from '../unreadable.js';
import type { XlsxLimits } from './limits.js';
import { damaged } from './refusals.js';
import { relationshipsOf, relationshipsPart, type Relationship } from './relationships.js';
import { DayStyles } from './styles.js';
import { WorkbookPart } from './workbook-part.js';
import { visitElements, type ElementVisitor } from './xml-elements.js';
import type { ZipFile } from './zip-file.js';
import type { ZipMember } from './zip-records.js';

const CONTENT_TYPES = '[Content_Types].xml';
const USUAL_WORKBOOK = 'xl/workbook.xml';

/** A worksheet and where its XML is. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly member: ZipMember;
}

/** What the small parts of a workbook say. */
export interface XlsxPackage {
  readonly sheets: readonly SheetPart[];
  readonly date1904: boolean;
  readonly dayStyles: Uint8Array;
  readonly sharedStrings: ZipMember | undefined;
}

/** Finds the parts of a workbook by its relationships. Sheets of charts, macros and dialogs have no rows and are left out. */
export async function readPackage(zip: ZipFile, limits: XlsxLimits): Promise<XlsxPackage> {
  const parts = new Parts(zip, limits);
  if (!zip.member(CONTENT_TYPES)) throw unreadable('workbook-format');
  // Nothing is taken from it, but a package whose first part is broken is broken.
  await parts.visit(CONTENT_TYPES, () => undefined);
  const workbookPart = (await parts.relationships('')).find(({ type }) => type === 'officeDocument')?.part ?? USUAL_WORKBOOK;
  if (!workbookPart.toLowerCase().endsWith('.xml')) throw unreadable('workbook-format');
  const workbook = new WorkbookPart();
  await parts.visit(workbookPart, workbook.visit);
  if (!workbook.isWorkbook) throw unreadable('workbook-format');
  const relationships = await parts.relationships(workbookPart);
  const partOf = (type: string): string | undefined => relationships.find((relationship) => relationship.type === type)?.part;
  const styles = new DayStyles();
  const stylesPart = partOf('styles');
  // Styles that are named but missing would turn days into numbers without a word; missing strings are noticed by the first cell that needs one.
  if (stylesPart !== undefined) await parts.visit(stylesPart, styles.visit);
  const sheets = sheetParts(zip, workbook, relationships);
  if (sheets.length === 0) throw unreadable('workbook-format');
  return { sheets, date1904: workbook.date1904, dayStyles: styles.table(), sharedStrings: zip.member(partOf('sharedStrings') ?? '') };
}

function sheetParts(zip: ZipFile, workbook: WorkbookPart, relationships: readonly Relationship[]): SheetPart[] {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  return workbook.sheets.flatMap(({ name, hidden, relationship }) => {
    const target = byId.get(relationship);
    // A sheet without a part is a name without rows: programs that remove macros leave such.
    if (target?.type !== 'worksheet') return [];
    const member = zip.member(target.part);
    if (!member) throw damaged();
    return [{ name, hidden, member }];
  });
}

class Parts {
  constructor(
    private readonly zip: ZipFile,
    private readonly limits: XlsxLimits,
  ) {}

  async relationships(source: string): Promise<Relationship[]> {
    const found: Relationship[] = [];
    const part = relationshipsPart(source);
    if (this.zip.member(part)) await this.visit(part, relationshipsOf(source, found));
    return found;
  }

  async visit(part: string, visit: ElementVisitor): Promise<void> {
    const member = this.zip.member(part);
    if (!member) throw damaged();
    await visitElements(this.zip.read(member, { bytes: this.limits.partBytes, code: 'limit-part' }), this.limits, visit);
  }
}
