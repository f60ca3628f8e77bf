// Two simulated outside providers in a process of their own: a standard OpenID provider under /op, and VNeID's dialect under /vneid.
// Node's own modules only. First line of output: the address. POST /control {…} switches faults on and says who signs in.
import { createServer } from 'node:http';
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, randomBytes, createHash, createCipheriv, publicEncrypt, constants, verify } from 'node:crypto';

const clientKey = createPublicKey(Buffer.from(process.argv[2], 'base64').toString());
const codeKey = process.argv[3] ? Buffer.from(process.argv[3], 'base64') : null;
const codes = new Map();
const tokens = new Map();
const seenJti = new Set();
let who = {}, fault = '', other = 'https://other.example';
let keys = newKey();

function newKey() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid: randomBytes(6).toString('hex'), alg: 'ES256', use: 'sig' } };
}
const b64 = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
function jwt(claims, key = keys) {
  const input = b64({ alg: 'ES256', kid: key.jwk.kid, typ: 'JWT' }) + '.' + b64(claims);
  return input + '.' + sign('sha256', Buffer.from(input), { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}
function sealed(value) {
  const key = randomBytes(32);
  const aes = createCipheriv('aes-256-ecb', key, null);
  const data = Buffer.concat([aes.update(JSON.stringify(value)), aes.final()]).toString('base64');
  return { data, key: publicEncrypt({ key: clientKey, padding: constants.RSA_PKCS1_PADDING }, key).toString('base64') };
}
const body = async request => { let text = ''; for await (const part of request) text += part; return text; };

createServer(async (request, response) => {
  const url = new URL(request.url, base());
  const json = (value, status = 200) => { response.writeHead(status, { 'content-type': 'application/json' }); response.end(JSON.stringify(value)); };
  const query = Object.fromEntries(url.searchParams);
  const issuer = base() + '/op';
  switch (url.pathname) {
    case '/control': ({ who = who, fault = '' } = JSON.parse(await body(request))); return json({});
    case '/op/.well-known/openid-configuration':
      return json({
        issuer: fault === 'other issuer in discovery' ? other : issuer, authorization_endpoint: issuer + '/authorize', token_endpoint: issuer + '/token',
        userinfo_endpoint: issuer + '/userinfo', jwks_uri: issuer + '/jwks', authorization_response_iss_parameter_supported: true,
      });
    case '/op/jwks': return json({ keys: [keys.jwk] });
    case '/op/authorize': case '/vneid/authorize': {
      let code = randomBytes(12).toString('hex');
      codes.set(code, { ...query, who: { ...who } });
      const back = new URL(query.redirect_uri);
      if (url.pathname.startsWith('/vneid') && codeKey) {
        const aes = createCipheriv('aes-256-ecb', codeKey, null);
        code = Buffer.concat([aes.update(code), aes.final()]).toString('base64');
      }
      if (fault === 'declined') back.searchParams.set('error', 'access_denied'); else back.searchParams.set('code', code);
      back.searchParams.set('state', query.state);
      if (url.pathname.startsWith('/op') && fault !== 'no iss') back.searchParams.set('iss', fault === 'other iss' ? other : issuer);
      if (fault === 'two codes') back.searchParams.append('code', 'x');
      // The dialect sends base64 unescaped: its plus signs become blanks.
      response.writeHead(302, { location: url.pathname.startsWith('/vneid') ? back.href.replaceAll('%2B', '+') : back.href });
      return response.end();
    }
    case '/op/token': {
      const form = Object.fromEntries(new URLSearchParams(await body(request)));
      const asked = codes.get(form.code);
      codes.delete(form.code);
      const challenge = form.code_verifier && createHash('sha256').update(form.code_verifier).digest('base64url');
      if (!asked || asked.code_challenge_method !== 'S256' || asked.code_challenge !== challenge || asked.redirect_uri !== form.redirect_uri) return json({ error: 'invalid_grant' }, 400);
      if (!known(form, request, issuer)) return json({ error: 'invalid_client' }, 401);
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: form.client_id ?? basic(request)[0], sub: asked.who.sub, nonce: asked.nonce, iat: now, exp: now + 120, acr: asked.who.acr, ...asked.who.claims };
      if (fault === 'other nonce') claims.nonce = 'x';
      if (fault === 'other audience') claims.aud = 'x';
      if (fault === 'expired') claims.exp = now - 100;
      if (fault === 'other token issuer') claims.iss = other;
      if (fault === 'rotated') keys = newKey();
      if (fault === 'in userinfo' || fault === 'other userinfo') delete claims.citizenPid;
      const access = randomBytes(12).toString('hex');
      tokens.set(access, asked.who);
      let id = jwt(claims, fault === 'other key' ? { ...newKey(), jwk: keys.jwk } : keys);
      if (fault === 'unsigned') id = b64({ alg: 'none' }) + '.' + b64(claims) + '.';
      return json({ access_token: access, token_type: 'Bearer', id_token: id });
    }
    case '/op/userinfo': {
      const person = tokens.get((request.headers.authorization ?? '').slice(7));
      return person ? json({ sub: fault === 'other userinfo' ? 'x' : person.sub, ...person.claims }) : json({ error: 'invalid_token' }, 401);
    }
    case '/vneid/token': {
      const form = Object.fromEntries(new URLSearchParams(await body(request)));
      const asked = codes.get(form.code);
      codes.delete(form.code);
      if (!asked || form.client_secret !== 'bí mật' || asked.redirect_uri !== form.redirect_uri) return json({ error: 'invalid_grant' }, 400);
      const access = randomBytes(12).toString('hex');
      tokens.set(access, asked.who);
      return json(fault === 'in the clear' ? { access_token: access } : sealed({ access_token: access, token_type: 'Bearer' }));
    }
    case '/vneid/userinfo': {
      const person = tokens.get((request.headers.authorization ?? '').slice(7));
      if (!person) return json({ error: 'invalid_token' }, 401);
      const answer = sealed({ ...person.claims, accountType: fault === 'organisation' ? '2' : '1' });
      if (fault === 'spoilt') answer.data = randomBytes(48).toString('base64');
      return json(answer);
    }
    default: return json({}, 404);
  }
}).listen(0, '127.0.0.1', function () { port = this.address().port; console.log(base()); });

let port = 0;
const base = () => `http://127.0.0.1:${port}`;
const basic = request => Buffer.from((request.headers.authorization ?? '').slice(6), 'base64').toString().split(':').map(decodeURIComponent);

// private_key_jwt, strictly; or the secret of the client that has one.
function known(form, request, issuer) {
  if (form.client_assertion) {
    const [header, claims, signature] = form.client_assertion.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url'));
    const pss = JSON.parse(Buffer.from(header, 'base64url')).alg === 'PS256';
    const right = verify('sha256', Buffer.from(header + '.' + claims), pss ? { key: clientKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : clientKey, Buffer.from(signature, 'base64url'));
    if (!right || said.aud !== issuer || said.iss !== 'lienthong' || said.sub !== 'lienthong' || seenJti.has(said.jti) || said.exp * 1000 < Date.now()) return false;
    seenJti.add(said.jti);
    return true;
  }
  return basic(request)[0] === 'lienthong' && basic(request)[1] === 'bí mật';
}
