import type { UserRole } from '../domain/index.js';

export interface SecondFactor {
  readonly userId: number;
  readonly secretSealed: string;
  readonly lastStep: number;
  readonly createdAt: Date;
}

/** Secrets, recovery codes, and which roles have to have a second factor. Methods that change something need a unit of work. */
export abstract class SecondFactorStore {
  abstract factor(userId: number): Promise<SecondFactor | undefined>;
  /** Takes the place of an earlier one. */
  abstract putFactor(factor: SecondFactor): Promise<void>;
  abstract setLastStep(userId: number, step: number): Promise<void>;
  /** With its recovery codes. */
  abstract removeFactor(userId: number): Promise<void>;
  /** Takes the place of earlier ones. */
  abstract putRecoveryCodes(userId: number, codeHashes: readonly string[]): Promise<void>;
  /** False where there is no such code, or no longer. */
  abstract useRecoveryCode(userId: number, codeHash: string): Promise<boolean>;

  /** Each city has roles of its own that have to have one. */
  abstract demandedRoles(cityCode: string): Promise<UserRole[]>;
  abstract isDemanded(cityCode: string, role: UserRole): Promise<boolean>;
  abstract setDemandedRoles(cityCode: string, roles: readonly UserRole[], setBy: string, at: Date): Promise<void>;
}
