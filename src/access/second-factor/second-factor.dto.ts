import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MAX_PASSWORD_LENGTH } from '../access.dto.js';
import { ROLES, type UserRole } from '../domain/index.js';

export class BeginSecondFactorRequest {
  @ApiProperty({ maxLength: MAX_PASSWORD_LENGTH, format: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_PASSWORD_LENGTH)
  currentPassword: string;
}

export class ConfirmSecondFactorRequest {
  @ApiProperty({ description: '验证器应用显示的 6 位验证码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(20)
  code: string;
}

export class RemoveSecondFactorRequest extends BeginSecondFactorRequest {
  @ApiProperty({ description: '6 位验证码，或一个备用码' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  code: string;
}

export class OfferedSecretResponse {
  @ApiProperty({ description: '密钥（Base32），供手工输入；只显示这一次' }) secret: string;
  @ApiProperty({ description: '供生成二维码的地址' }) otpauthUri: string;
}

export class RecoveryCodesResponse {
  @ApiProperty({ type: [String], description: '备用码，每个只能用一次；只显示这一次' }) recoveryCodes: readonly string[];
}

export class SecondFactorRoles {
  @ApiProperty({ enum: ROLES, enumName: 'UserRole', isArray: true, description: '必须启用动态验证码的角色' })
  @IsArray()
  @ArrayMaxSize(ROLES.length)
  @IsIn(ROLES, { each: true })
  roles: UserRole[];
}
