import { runRemote } from '#hosting/remote';
import { environment } from './config.js';
import { issuerService } from './issuer/issuer.service.js';
import { TokenSigner } from './issuer/token-signer.js';

await runRemote(issuerService(await TokenSigner.create(environment['TOKEN_ISSUER'] ?? '')), environment);
