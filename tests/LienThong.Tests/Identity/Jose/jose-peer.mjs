// An independent implementation to compare with: one JSON question a line on standard input, one JSON answer a line on standard output.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(pathToFileURL(process.argv[2] + '/package.json'));
const jose = await import(pathToFileURL(require.resolve('jose')));
const algorithms = ['ES256', 'PS256', 'RS256'];

const work = {
  async verify({ jwk, alg, token }) {
    const key = await jose.importJWK(jwk, alg);
    const { payload, protectedHeader } = await jose.compactVerify(token, key, { algorithms });
    return { header: protectedHeader, payload: new TextDecoder().decode(payload) };
  },
  async sign({ jwk, header, payload }) {
    const key = await jose.importJWK(jwk, header.alg);
    return { token: await new jose.CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(key) };
  },
  async encrypt({ jwk, header, text }) {
    const key = await jose.importJWK(jwk, 'ECDH-ES');
    const jwe = new jose.CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader(header);
    return { token: await jwe.encrypt(key) };
  },
  async decrypt({ jwk, token }) {
    const key = await jose.importJWK(jwk, 'ECDH-ES');
    const { plaintext } = await jose.compactDecrypt(token, key, { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A128GCM', 'A256GCM'] });
    return { text: new TextDecoder().decode(plaintext) };
  },
  async thumbprint({ jwk }) {
    return { thumbprint: await jose.calculateJwkThumbprint(jwk) };
  },
  async generate({ alg, bits }) {
    const { privateKey } = await jose.generateKeyPair(alg, { extractable: true, modulusLength: bits });
    return { jwk: await jose.exportJWK(privateKey) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const question = JSON.parse(line);
    answer = { ok: true, ...await work[question.do](question) };
  } catch (error) {
    answer = { ok: false, error: error.code ?? error.message };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
