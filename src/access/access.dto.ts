import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { ALL_RIGHTS, ROLES, type Right, type UserRole } from './domain/index.js';

/** Longer than any pass phrase; keeps a request from hashing megabytes. */
const MAX_PASSWORD_LENGTH = 200;

export class LogInRequest {
  @ApiProperty({ maxLength: 64 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(64)
  username: string;

  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  password: string;
}

export class ChangePasswordRequest {
  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  currentPassword: string;

  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password', description: '至少 10 位，含大写、小写、数字、符号中的 3 类' })
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  newPassword: string;
}

export class CreateUserRequest {
  @ApiProperty({ description: '2–32 位，以字母开头，只含字母、数字、点、下划线和连字符' })
  @IsString()
  @MaxLength(64)
  username: string;

  @ApiProperty({ maxLength: 50 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  displayName: string;

  @ApiProperty({ enum: ROLES, enumName: 'UserRole' })
  @IsIn(ROLES)
  role: UserRole;

  @ApiProperty({ description: '旗县区角色填旗县区代码，其他角色填市级代码', example: '150821' })
  @IsString()
  @MaxLength(12)
  regionCode: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 254, description: '接收提醒的邮箱' })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string | null;
}

export class EmailRequest {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 254, description: '接收提醒的邮箱；不填则清除' })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string | null;
}

export class UserInfoResponse {
  @ApiProperty() id: number;
  @ApiProperty() username: string;
  @ApiProperty() displayName: string;
  @ApiProperty({ enum: ROLES, enumName: 'UserRole' }) role: UserRole;
  @ApiProperty() regionCode: string;
  @ApiProperty({ description: '为真时须先修改密码' }) mustChangePassword: boolean;
  @ApiProperty({ enum: ALL_RIGHTS, enumName: 'Right', isArray: true }) rights: readonly Right[];
}

export class UserEntryResponse extends UserInfoResponse {
  @ApiProperty({ type: String, nullable: true, description: '接收提醒的邮箱' }) email: string | null;
  @ApiProperty() disabled: boolean;
  @ApiProperty() locked: boolean;
  @ApiProperty() version: number;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
}

export class CreatedUserResponse {
  @ApiProperty() user: UserEntryResponse;
  @ApiProperty({ description: '初始密码，只显示这一次' }) initialPassword: string;
}
