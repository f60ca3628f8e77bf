// The peer of oidc-fapi and oidc-standard: npm oidc-provider with its store in memory. Prints its address when it listens.
//   node oidc-peer.mjs ROOT '{"fapi":true,"jwks":{…},"redirect":"…","secret":"…"}'
import { createRequire } from 'node:module';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

const [root, settings] = [process.argv[2], JSON.parse(process.argv[3])];
const require = createRequire(pathToFileURL(root + '/package.json'));
const { Provider } = await import(pathToFileURL(require.resolve('oidc-provider')));

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
const common = {
  client_id: 'peer', redirect_uris: [settings.redirect], response_types: ['code'], grant_types: ['authorization_code'],
  id_token_signed_response_alg: 'ES256',
};
const client = settings.fapi
  ? {
      ...common, token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256', jwks: settings.jwks,
      require_pushed_authorization_requests: true, dpop_bound_access_tokens: true, userinfo_signed_response_alg: 'ES256',
    }
  : { ...common, token_endpoint_auth_method: 'client_secret_basic', client_secret: settings.secret };

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [client],
    jwks: { keys: [{ ...key, use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: true },
      pushedAuthorizationRequests: { enabled: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => false },
      jwtUserinfo: { enabled: true },
      ...(settings.fapi ? { fapi: { enabled: true, profile: '2.0' } } : {}),
    },
    ttl: { Session: 3600, Grant: 3600, Interaction: 600, AccessToken: 300, AuthorizationCode: 60, IdToken: 300 },
    findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
