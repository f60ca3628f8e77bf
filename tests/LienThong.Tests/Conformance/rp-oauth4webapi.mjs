// The certified low-level client `oauth4webapi`: every check of the standards spelled out call by call. Speaks like rp-openid-client.mjs.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const task = JSON.parse(process.argv[3]);
const require = createRequire(pathToFileURL(process.argv[2] + '/package.json'));
const oauth = await import(pathToFileURL(require.resolve('oauth4webapi')));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const visit = async (url) => {
  console.log(JSON.stringify({ visit: url.href }));
  return new URL(JSON.parse((await lines.next()).value).callback);
};
const plain = { [oauth.allowInsecureRequests]: true };           // the server under test speaks http on this machine

const seen = {};
const issuer = new URL(task.issuer);
const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, plain));
const client = { client_id: task.clientId, id_token_signed_response_alg: task.fapi ? 'ES256' : 'RS256' };
if (task.fapi) client.userinfo_signed_response_alg = 'ES256';
const auth = task.fapi
  ? oauth.PrivateKeyJwt({ key: await crypto.subtle.importKey('pkcs8', Buffer.from(task.key, 'base64'), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']), kid: 'k1' })
  : oauth.ClientSecretBasic(task.secret);
const DPoP = task.fapi ? oauth.DPoP(client, await oauth.generateKeyPair('ES256')) : undefined;
const options = { ...plain, DPoP };

const verifier = oauth.generateRandomCodeVerifier();
const nonce = oauth.generateRandomNonce();
const state = oauth.generateRandomState();
const ask = new URLSearchParams({
  client_id: client.client_id, redirect_uri: task.redirectUri, response_type: 'code', scope: 'openid profile offline_access', prompt: 'consent', nonce, state,
  code_challenge: await oauth.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
});
const address = new URL(as.authorization_endpoint);
if (task.fapi) {
  const pushed = await oauth.processPushedAuthorizationResponse(as, client, await oauth.pushedAuthorizationRequest(as, client, auth, ask, options));
  address.searchParams.set('client_id', client.client_id);
  address.searchParams.set('request_uri', pushed.request_uri);
} else {
  for (const [name, value] of ask) address.searchParams.set(name, value);
}
const params = oauth.validateAuthResponse(as, client, await visit(address), state);
const answer = await oauth.authorizationCodeGrantRequest(as, client, auth, params, task.redirectUri, verifier, options);
const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, { expectedNonce: nonce, requireIdToken: true });
await oauth.validateApplicationLevelSignature(as, answer, plain);
seen.tokenType = tokens.token_type;
seen.sub = oauth.getValidatedIdTokenClaims(tokens).sub;
const info = await oauth.userInfoRequest(as, client, tokens.access_token, options);
seen.userinfo = await oauth.processUserInfoResponse(as, client, seen.sub, info);
if (task.fapi) await oauth.validateApplicationLevelSignature(as, info, plain);
const renewed = await oauth.processRefreshTokenResponse(as, client, await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token, options));
seen.refreshed = renewed.access_token !== tokens.access_token;
seen.rotated = renewed.refresh_token !== undefined && renewed.refresh_token !== tokens.refresh_token;
const introspect = async (token) => oauth.processIntrospectionResponse(as, client, await oauth.introspectionRequest(as, client, auth, token, plain));
const before = await introspect(renewed.access_token);
seen.introspected = { active: before.active, sub: before.sub, client: before.client_id };
await oauth.processRevocationResponse(await oauth.revocationRequest(as, client, auth, renewed.refresh_token ?? tokens.refresh_token, plain));
seen.afterRevocation = (await introspect(renewed.refresh_token ?? tokens.refresh_token)).active;
try {
  await oauth.processRefreshTokenResponse(as, client, await oauth.refreshTokenGrantRequest(as, client, auth, renewed.refresh_token ?? tokens.refresh_token, options));
  seen.refreshAfterRevocation = 'worked';
} catch (e) {
  seen.refreshAfterRevocation = e.error ?? String(e);
}
const end = new URL(as.end_session_endpoint);
for (const [name, value] of Object.entries({ id_token_hint: tokens.id_token, post_logout_redirect_uri: task.afterLogout, state: 'bye' })) end.searchParams.set(name, value);
seen.loggedOut = (await visit(end)).searchParams.get('state');
console.log(JSON.stringify({ seen }));
process.exit(0);
