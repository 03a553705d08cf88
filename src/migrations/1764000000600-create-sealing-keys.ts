import type { MigrationInterface, QueryRunner } from 'typeorm';
import { column, createTable, nullable } from '../platform/database/index.js';

/** Keys that seal become rows, so that they can be changed. Of an installation that has sealed already, the keys so far are known by the data key. */
export class CreateSealingKeys1764000000600 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await createTable(queryRunner, 'sealing_key', {
      columns: [
        column.key('id', 8),
        column.key('purpose', 8),
        column.text('algorithm', 20),
        column.text('state', 10),
        nullable(column.text('wrapped', 300)),
        nullable(column.text('wrappedBy', 20)),
        column.instant('createdAt'),
        column.instant('activeFrom'),
        nullable(column.instant('retiredAt')),
      ],
    });
    for (const [purpose, algorithm] of [
      ['seal', 'aes-256-gcm'],
      ['index', 'hmac-sha-256'],
    ])
      await queryRunner.query(
        `INSERT INTO sealing_key (id, purpose, algorithm, state, createdAt, activeFrom) SELECT keyId, '${purpose}', '${algorithm}', 'live', boundAt, boundAt FROM data_key`,
      );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('sealing_key');
  }
}
