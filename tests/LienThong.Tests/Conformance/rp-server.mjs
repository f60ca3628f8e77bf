// A relying party in a process of its own: an ordinary web server that signs people in with openid-client, keeps its own cookie, and believes
// back-channel logout. Says `{"port":…}` when it listens, reads its client registration as one line, and then serves until its input ends.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { randomUUID } from 'node:crypto';

const require = createRequire(pathToFileURL(process.argv[2] + '/package.json'));
const oidc = await import(pathToFileURL(require.resolve('openid-client')));
const jose = await import(pathToFileURL(require.resolve('jose')));

let config, jwks, task;
const pending = new Map();                                      // state → what the callback needs
const sessions = new Map();                                     // cookie → who, with the provider's sid
// Cookies do not know ports, and several of these run on one machine.
const cookie = () => 'rp' + server.address().port;
const cookieOf = (request) => new RegExp(cookie() + '=([0-9a-f-]+)').exec(request.headers.cookie ?? '')?.[1];
const body = async (request) => { let text = ''; for await (const part of request) text += part; return new URLSearchParams(text); };

const pages = {
  async '/login'(request, answer) {
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    pending.set(state, { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier });
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: task.redirectUri, scope: 'openid profile vn_post', state, nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    });
    answer.writeHead(302, { location: url.href }).end();
  },
  async '/cb'(request, answer) {
    const url = new URL(request.url, task.redirectUri);
    const known = pending.get(url.searchParams.get('state'));
    if (!known) return answer.writeHead(400).end();
    pending.delete(known.expectedState);
    const tokens = await oidc.authorizationCodeGrant(config, url, { ...known, idTokenExpected: true });
    const claims = tokens.claims();
    const info = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    const id = randomUUID();
    sessions.set(id, { sub: claims.sub, sid: claims.sid, info, idToken: tokens.id_token });
    answer.writeHead(302, { location: '/me', 'set-cookie': `${cookie()}=${id}; HttpOnly; SameSite=Lax; Path=/` }).end();
  },
  '/me'(request, answer) {
    const session = sessions.get(cookieOf(request));
    if (!session) return answer.writeHead(401).end();
    answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ sub: session.sub, info: session.info }));
  },
  '/logout'(request, answer) {
    const session = sessions.get(cookieOf(request));
    sessions.delete(cookieOf(request));
    answer.writeHead(302, { location: oidc.buildEndSessionUrl(config, { id_token_hint: session.idToken, post_logout_redirect_uri: task.afterLogout }).href }).end();
  },
  async '/backchannel'(request, answer) {
    const { payload } = await jose.jwtVerify((await body(request)).get('logout_token'), jwks, { issuer: task.issuer, audience: task.clientId, typ: 'logout+jwt' });
    if (payload.nonce !== undefined || !payload.events['http://schemas.openid.net/event/backchannel-logout']) return answer.writeHead(400).end();
    for (const [id, session] of sessions) if (session.sid === payload.sid) sessions.delete(id);
    answer.writeHead(200).end();
  },
};

const server = createServer(async (request, answer) => {
  const page = pages[new URL(request.url, 'http://localhost').pathname];
  if (!page) return answer.writeHead(404).end();
  try { await page(request, answer); } catch (e) { answer.writeHead(500).end(String(e)); }
});
server.listen(0, 'localhost', () => console.log(JSON.stringify({ port: server.address().port })));

for await (const line of createInterface({ input: process.stdin })) {
  task = JSON.parse(line);
  config = await oidc.discovery(new URL(task.issuer), task.clientId, { id_token_signed_response_alg: 'RS256' }, oidc.ClientSecretBasic(task.secret), { execute: [oidc.allowInsecureRequests] });
  jwks = jose.createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
  console.log(JSON.stringify({ ready: true }));
}
process.exit(0);
