// The certified relying party `openid-client` walks whole flows. One JSON object a line: it tells which address the browser must visit, and reads
// where the browser came back; the last line tells what it has seen.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const task = JSON.parse(process.argv[3]);
const require = createRequire(pathToFileURL(process.argv[2] + '/package.json'));
const oidc = await import(pathToFileURL(require.resolve('openid-client')));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const visit = async (url) => {
  console.log(JSON.stringify({ visit: url.href }));
  return new URL(JSON.parse((await lines.next()).value).callback);
};

const seen = {};
const metadata = { redirect_uris: [task.redirectUri], id_token_signed_response_alg: task.fapi ? 'ES256' : 'RS256' };
if (task.fapi) metadata.userinfo_signed_response_alg = 'ES256';
const auth = task.fapi
  ? oidc.PrivateKeyJwt({ key: await crypto.subtle.importKey('pkcs8', Buffer.from(task.key, 'base64'), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']), kid: 'k1' })
  : oidc.ClientSecretBasic(task.secret);
const config = await oidc.discovery(new URL(task.issuer), task.clientId, metadata, auth, { execute: [oidc.allowInsecureRequests] });
oidc.enableNonRepudiationChecks(config);                       // verifies signatures of ID token, userinfo and answers by the JWKS
const DPoP = task.fapi ? oidc.getDPoPHandle(config, await oidc.randomDPoPKeyPair('ES256')) : undefined;

const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
const expectedNonce = oidc.randomNonce();
const expectedState = oidc.randomState();
const ask = {
  redirect_uri: task.redirectUri, scope: 'openid profile offline_access', prompt: 'consent', nonce: expectedNonce, state: expectedState,
  code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier), code_challenge_method: 'S256',
};
const callback = await visit(task.fapi ? await oidc.buildAuthorizationUrlWithPAR(config, ask, { DPoP }) : oidc.buildAuthorizationUrl(config, ask));

const tokens = await oidc.authorizationCodeGrant(config, callback, { pkceCodeVerifier, expectedNonce, expectedState, idTokenExpected: true }, undefined, { DPoP });
seen.tokenType = tokens.token_type;
seen.sub = tokens.claims().sub;
seen.userinfo = await oidc.fetchUserInfo(config, tokens.access_token, seen.sub, { DPoP });
const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token, undefined, { DPoP });
seen.refreshed = renewed.access_token !== tokens.access_token;
seen.rotated = renewed.refresh_token !== undefined && renewed.refresh_token !== tokens.refresh_token;
const before = await oidc.tokenIntrospection(config, renewed.access_token);
seen.introspected = { active: before.active, sub: before.sub, client: before.client_id };
await oidc.tokenRevocation(config, renewed.refresh_token ?? tokens.refresh_token);
seen.afterRevocation = (await oidc.tokenIntrospection(config, renewed.refresh_token ?? tokens.refresh_token)).active;
try {
  await oidc.refreshTokenGrant(config, renewed.refresh_token ?? tokens.refresh_token, undefined, { DPoP });
  seen.refreshAfterRevocation = 'worked';
} catch (e) {
  seen.refreshAfterRevocation = e.error;
}
const out = await visit(oidc.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: task.afterLogout, state: 'bye' }));
seen.loggedOut = out.searchParams.get('state');
console.log(JSON.stringify({ seen }));
process.exit(0);
