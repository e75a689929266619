import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from '#http';

/** Where the check API of this installation stands (AuthZEN 1.0 §9). */
export class PublicUrl {
  constructor(readonly value: string) {}
}

class MetadataAnswer {
  @ApiProperty({ format: 'uri' }) readonly policy_decision_point!: string;
  @ApiProperty({ format: 'uri' }) readonly access_evaluation_endpoint!: string;
  @ApiProperty({ format: 'uri' }) readonly access_evaluations_endpoint!: string;
}

@ApiTags('checks')
@Public()
@Controller('.well-known')
export class AuthzenMetadataController {
  constructor(private readonly publicUrl: PublicUrl) {}

  @Get('authzen-configuration')
  @Header('Cache-Control', 'public, max-age=3600')
  @ApiOperation({ summary: 'Addresses of the check API (AuthZEN metadata)' })
  @ApiOkResponse({ type: MetadataAnswer, description: 'Metadata of the policy decision point' })
  configuration(): MetadataAnswer {
    const { value } = this.publicUrl;
    return {
      policy_decision_point: value,
      access_evaluation_endpoint: `${value}/access/v1/evaluation`,
      access_evaluations_endpoint: `${value}/access/v1/evaluations`,
    };
  }
}
