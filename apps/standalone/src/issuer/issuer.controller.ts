import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '#http';
import { Clock, refusals } from '#kernel';
import { PEOPLE, personNamed } from './people.js';
import { AUDIENCES, KeysAnswer, PeopleAnswer, SignInBody, TokenAnswer } from './token.bodies.js';
import { LIFE, TokenSigner } from './token-signer.js';

export const refuse = refusals({
  'person-unknown': ['not-found', 'Nobody in the demonstration has this alias or id.'],
});

@ApiTags('demonstration')
@Public()
@Controller('identity/v1')
export class IssuerController {
  constructor(private readonly signer: TokenSigner, private readonly clock: Clock) {}

  @Post('tokens')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in as a demonstration person: a simulated sign-in, without proof' })
  @ApiOkResponse({ type: TokenAnswer, description: 'An access token of five minutes' })
  async signIn(@Body() { person: name, audience = AUDIENCES, assurance = 'high' }: SignInBody): Promise<TokenAnswer> {
    const person = personNamed(name);
    if (!person) throw refuse('person-unknown');
    return { accessToken: await this.signer.sign(person, audience, assurance, this.clock), tokenType: 'Bearer', expiresIn: LIFE, personId: person.id };
  }

  @Get('jwks.json')
  @ApiOperation({ summary: 'The keys that tokens are verified with' })
  @ApiOkResponse({ type: KeysAnswer, description: 'A JSON Web Key Set' })
  keys(): KeysAnswer {
    return this.signer.keys;
  }

  @Get('people')
  @ApiOperation({ summary: 'The demonstration people, with the names that no other service knows' })
  @ApiOkResponse({ type: PeopleAnswer, description: 'All of them' })
  people(): PeopleAnswer {
    return { items: PEOPLE };
  }
}
