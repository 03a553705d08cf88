import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { RegionTree, type Region } from '../../kernel/index.js';
import { Database, inLists } from '../../platform/database/index.js';
import { RegionSource } from '../region-source.js';
import { RegionEntity } from './region.entity.js';

@Injectable()
export class TypeOrmRegionSource extends RegionSource {
  private cached: { readonly tree: RegionTree; readonly readAt: number } | undefined;

  constructor(private readonly database: Database) {
    super();
  }

  async tree(): Promise<RegionTree> {
    const now = performance.now();
    if (this.cached && now - this.cached.readAt < LOOK_AGAIN_MS) return this.cached.tree;
    const tree = await this.newest(this.cached?.tree);
    this.cached = { tree, readAt: now };
    return tree;
  }

  private async newest(known: RegionTree | undefined): Promise<RegionTree> {
    const { reader } = this.database;
    if (known && (await reader.count(RegionEntity)) === known.regions.length) return known;
    return new RegionTree((await reader.find(RegionEntity)).map(toRegion));
  }

  async isEmpty(): Promise<boolean> {
    return (await this.database.reader.count(RegionEntity)) === 0;
  }

  async known(codes: readonly string[]): Promise<ReadonlySet<string>> {
    const { reader } = this.database;
    const found = await inLists(codes, (piece) => reader.find(RegionEntity, { select: { code: true }, where: { code: In(piece) } }));
    return new Set(found.map(({ code }) => code));
  }

  async add(regions: readonly Region[]): Promise<void> {
    const known = await this.known(regions.map(({ code }) => code));
    const fresh = regions.filter(({ code }) => !known.has(code));
    await this.database.writer.insert(
      RegionEntity,
      fresh.map(({ aliases, ...rest }) => ({ ...rest, aliases: JSON.stringify(aliases) })),
    );
    this.database.afterCommit(() => (this.cached = undefined));
  }
}

/** After so long another process may have installed one more city. Divisions are only ever added. */
const LOOK_AGAIN_MS = 10_000;

const toRegion = ({ aliases, ...rest }: RegionEntity): Region => ({ ...rest, aliases: JSON.parse(aliases) as string[] });
