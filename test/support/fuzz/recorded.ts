import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * What engines, edges and people write, to be damaged: recorded (`record-samples.ts` does it anew), and written by hand where
 * it is to have what no recording happens to have.
 */

const recorded = (name: string): Buffer => readFileSync(join(import.meta.dirname, 'recorded', name));
const bytes = (...texts: readonly string[]): readonly Buffer[] => texts.map((text) => Buffer.from(text));

export const EVENTS = bytes(
  ...recorded('events.jsonl').toString().trimEnd().split('\n'),
  '{"status":"start","id":"4c01","from":"web:v1","Type":"container","Action":"start","Actor":{"ID":"4c01","Attributes":{"image":"web:v1","name":"web-1"}},"scope":"local","time":1700000000,"timeNano":1700000000123456789}',
  '{"Type":"container","Action":"health_status: healthy","Actor":{"ID":"4c01","Attributes":{"name":"web-1"}},"time":1700000000,"timeNano":1700000000123456789}',
  '{"Type":"container","Action":"exec_start: sh -c \\"ls: x\\"","Actor":{"ID":"4c01","Attributes":{"execID":"9"}},"time":1,"timeNano":1}',
  '{"Type":"image","Action":"untag","Actor":{"ID":"sha256:ab","Attributes":{"name":"sha256:ab"}},"time":1}',
);

export const EDGE_ANSWERS = bytes(
  ...['stat', 'map', 'gate', 'sessions', 'connections'].map((what) =>
    recorded(`edge-${what}.txt`).toString(),
  ),
  [
    '# pxname,svname,scur,qcur,stot,req_tot,status,lastchg,check_status,check_code,last_chk,check_desc,',
    'fe,FRONTEND,1,,12,40,OPEN,,,,,,',
    'be_blue,steady-1:10.0.0.11:8080:i1000:r2:f3,0,0,7,20,UP,12,L7OK,200,"said ""no"", twice",Layer7,',
    'be_green,steady-1:10.0.0.12:8080:i1000:r2:f3,0,0,0,0,DOWN,3,L4CON,,,Connection refused,',
    '',
  ].join('\n'),
  '0x55a active be_blue\n0x55b hold-limit 30000\n',
  'active hold\nhold-limit 30000\n',
  '# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[1]\nbe_blue/s1 3/1 10.0.0.11 8080 - 5000 2 3 3 0 0 -1 0 0\n',
  '0x7f: proto=tcpv4 src=10.0.0.1:5 fe=fe be=be_blue srv=s1 ts=00 age=1s calls=3\n',
);

/** Frames of both streams, with times, as the engine sends a container's log. */
export const LOG = recorded('log.bin');

/** What `docker save` gives of an image, and what the engine says of it. */
export const IMAGE = {
  archive: recorded('image.tar'),
  described: JSON.parse(recorded('image.json').toString()) as {
    readonly Id: string;
    readonly Os: string;
    readonly Architecture: string;
    readonly RootFS: { readonly Layers: readonly string[] };
  },
};

export const IGNORE_FILES = bytes(
  '# comment\nnode_modules\n**/*.log\n!keep/*.log\n/build/\n.git\n',
  'a[b-d]?\\*\n!**/e\n../f\n./g/./h\n',
);

export const YAML_FILES = bytes(
  'app: web\nbuild: { context: ., dockerfile: Dockerfile }\nport: 8080\nhealth: { path: /healthz, interval: 1s }\nenvironment: { LOG_LEVEL: info, DB: { secret: "file:~/db" } }\nvolumes: [ "data:/var/lib/app" ]\nenvironments:\n  dev: { publish: 18080 }\n  prod: { publish: 80, replicas: 2 }\n',
  'base: &base { replicas: 2, environment: { A: 1.10 } }\nenvironments:\n  dev:\n    <<: *base\n    publish: 1\n  prod:\n    <<: [*base, *base]\n',
);
