import { ApiProperty, ApiPropertyOptional, IntersectionType, PickType } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { ALL_RIGHTS, ROLES, type PasswordChangeReason, type Right, type UserRole } from './domain/index.js';

/** Longer than any pass phrase; keeps a request from hashing megabytes. */
export const MAX_PASSWORD_LENGTH = 200;

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

  @ApiPropertyOptional({ maxLength: 40, description: '动态验证码或备用码；启用了动态验证码的账号须填' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  code?: string;
}

export class ChangePasswordRequest {
  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  currentPassword: string;

  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password', description: '要求见 GET /api/session/password-rules' })
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

/** What an administrator decides on, as seen. */
export class SeenUserRequest {
  @ApiProperty({ description: '所见版本号' })
  @IsInt()
  version: number;
}

export class EmailRequest extends SeenUserRequest {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 254, description: '接收提醒的邮箱；不填则清除' })
  @IsOptional()
  @IsString()
  @MaxLength(254)
  email?: string | null;
}

export class PositionRequest extends IntersectionType(SeenUserRequest, PickType(CreateUserRequest, ['role', 'regionCode'])) {}

export class PasswordRulesResponse {
  @ApiProperty() minLength: number;
  @ApiProperty({ description: '大写、小写、数字、符号中至少几类' }) minClasses: number;
  @ApiProperty({ type: Number, nullable: true, description: '多少天后须更换；空表示不限' }) maxAgeDays: number | null;
  @ApiProperty({ description: '以上要求的文字说明' }) text: string;
}

export class EndedSessionsResponse {
  @ApiProperty({ description: '退出了几处登录' }) ended: number;
}

export class UserInfoResponse {
  @ApiProperty() id: number;
  @ApiProperty() username: string;
  @ApiProperty() displayName: string;
  @ApiProperty({ enum: ROLES, enumName: 'UserRole' }) role: UserRole;
  @ApiProperty() regionCode: string;
  @ApiProperty({ description: '为真时须先修改密码' }) mustChangePassword: boolean;
  @ApiProperty({ enum: ['first', 'expired'], nullable: true, description: 'first：首次登录；expired：密码到期' })
  passwordChangeReason: PasswordChangeReason | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '密码到期时间；空表示不会到期' })
  passwordExpiresAt: Date | null;
  @ApiProperty({ description: '是否已启用动态验证码' }) secondFactor: boolean;
  @ApiProperty({ description: '为真时须先启用动态验证码' }) mustSetSecondFactor: boolean;
  @ApiProperty({ enum: ALL_RIGHTS, enumName: 'Right', isArray: true }) rights: readonly Right[];
}

export class UserEntryResponse extends UserInfoResponse {
  @ApiProperty({ type: String, nullable: true, description: '接收提醒的邮箱' }) email: string | null;
  @ApiProperty({ description: '由管理员停用' }) disabled: boolean;
  @ApiProperty({ description: '因长期未登录而自动停用' }) unused: boolean;
  @ApiProperty({ description: '因密码输错而暂时锁定' }) locked: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: '最近一次登录或启用' }) lastActiveAt: Date | null;
  @ApiProperty() version: number;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
}

export class CreatedUserResponse {
  @ApiProperty() user: UserEntryResponse;
  @ApiProperty({ description: '初始密码，只显示这一次' }) initialPassword: string;
}
