import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import type { UserRole } from '../domain/index.js';
import { SecondFactorStore, type SecondFactor } from '../second-factor/second-factor.store.js';
import { RecoveryCodeEntity, SecondFactorEntity, SecondFactorRoleEntity } from './second-factor.entities.js';

@Injectable()
export class TypeOrmSecondFactorStore extends SecondFactorStore {
  constructor(private readonly database: Database) {
    super();
  }

  async factor(userId: number): Promise<SecondFactor | undefined> {
    return (await this.database.reader.findOneBy(SecondFactorEntity, { userId })) ?? undefined;
  }

  async putFactor(factor: SecondFactor): Promise<void> {
    await this.removeFactor(factor.userId);
    await this.database.writer.insert(SecondFactorEntity, { ...factor });
  }

  async setLastStep(userId: number, lastStep: number): Promise<void> {
    await this.database.writer.update(SecondFactorEntity, { userId }, { lastStep });
  }

  async removeFactor(userId: number): Promise<void> {
    await this.database.writer.delete(RecoveryCodeEntity, { userId });
    await this.database.writer.delete(SecondFactorEntity, { userId });
  }

  async putRecoveryCodes(userId: number, codeHashes: readonly string[]): Promise<void> {
    await this.database.writer.delete(RecoveryCodeEntity, { userId });
    await this.database.writer.insert(
      RecoveryCodeEntity,
      codeHashes.map((codeHash) => ({ userId, codeHash })),
    );
  }

  async useRecoveryCode(userId: number, codeHash: string): Promise<boolean> {
    const { affected } = await this.database.writer.delete(RecoveryCodeEntity, { userId, codeHash });
    return affected === 1;
  }

  async demandedRoles(cityCode: string): Promise<UserRole[]> {
    const rows = await this.database.reader.find(SecondFactorRoleEntity, { where: { cityCode }, order: { role: 'ASC' } });
    return rows.map(({ role }) => role);
  }

  isDemanded(cityCode: string, role: UserRole): Promise<boolean> {
    return this.database.reader.existsBy(SecondFactorRoleEntity, { cityCode, role });
  }

  async setDemandedRoles(cityCode: string, roles: readonly UserRole[], setBy: string, at: Date): Promise<void> {
    await this.database.writer.delete(SecondFactorRoleEntity, { cityCode });
    if (roles.length === 0) return;
    await this.database.writer.insert(
      SecondFactorRoleEntity,
      roles.map((role) => ({ cityCode, role, setBy, setAt: at })),
    );
  }
}
