import { describe, expect, it } from 'vitest';
import { countStreams, countUsedConnections } from '../../../electron/core/edge/parse-show-sess.ts';
import { parseShowStat } from '../../../electron/core/edge/parse-show-stat.ts';
import { replicasOf, type FinishedChecks } from '../../../electron/core/edge/read-edge-state.ts';

const HEADER = '# pxname,svname,status,lastchg,check_status,check_code,last_chk,check_desc,';
const NAME = 'steady-1:10.0.0.11:8080:i1000:r2:f3';

function replica(cells: string) {
  return replicasOf(parseShowStat(`${HEADER}\nbe_blue,${NAME},${cells},\n\n`), 'blue')[0];
}

describe('show stat', () => {
  it('finds columns by name, also behind cells that hold commas and quotes', () => {
    const [row] = parseShowStat('# pxname,svname,last_chk,stot,\nbe_blue,x,"said ""no"", twice",7,\n');
    expect(row?.text('last_chk')).toBe('said "no", twice');
    expect(row?.number('stot')).toBe(7);
    expect(row?.text('not there')).toBe('');
    expect(row?.number('not there')).toBe(0);
  });

  it("refuses an answer that is no table, with HAProxy's words", () => {
    expect(() => parseShowStat('Permission denied\n')).toThrow('Permission denied');
  });

  it.each([
    ['UP,12,L7OK,200,,', { status: 'up', ready: true, check: 'L7OK 200', sinceMs: 12_000 }],
    ['UP,12,* L7OK,0,,', { status: 'up', ready: true, check: 'L7OK' }],
    ['UP,0,L4OK,,,Layer4 check passed', { status: 'up', ready: true, check: 'L4OK' }],
    ['UP 1/3,5,L7STS,500,,', { status: 'up', ready: false, check: 'L7STS 500' }],
    ['UP,5,INI,,,Initializing', { status: 'unchecked', ready: false, check: 'not checked yet' }],
    ['DOWN,5,INI,,,Initializing', { status: 'unchecked', ready: false }],
    ['DOWN 1/2,5,L7OK,200,,', { status: 'down', ready: false, check: 'L7OK 200' }],
    [
      'DOWN,5,L4CON,,Connection refused,Layer4 connection problem',
      { status: 'down', check: 'L4CON Connection refused' },
    ],
    ['MAINT,5,L7OK,200,,', { status: 'maintenance', ready: false }],
    ['DRAIN,5,L7OK,200,,', { status: 'draining', ready: false }],
  ])('reads a server whose row says %s', (cells, expected) => {
    expect(replica(cells)).toMatchObject({ colour: 'blue', replica: 1, address: '10.0.0.11', ...expected });
  });

  it.each([
    ['L7STS,503,,Layer7 wrong status', '* L7STS,0,,Layer7 wrong status', 'L7STS 503'],
    [
      'L4CON,,Connection refused,Layer4 connection problem',
      '* L4CON,,,Layer4 connection problem',
      'L4CON Connection refused',
    ],
  ])('says the same of %s while the next check is under way', (finished, underWay, expected) => {
    const checks: FinishedChecks = new Map();
    const look = (cells: string) =>
      replicasOf(parseShowStat(`${HEADER}\nbe_blue,${NAME},DOWN,5,${cells},\n\n`), 'blue', checks)[0]?.check;
    expect([finished, underWay, finished, underWay].map(look)).toEqual(Array(4).fill(expected));
    expect(look('* L7TOUT,0,,Layer7 timeout')).toBe('L7TOUT Layer7 timeout');
  });

  it('puts replicas in order and leaves out what it did not name', () => {
    const rows = parseShowStat(
      [
        HEADER,
        `be_blue,${NAME.replace('steady-1', 'fresh-10')},UP,,,,,,`,
        `be_blue,${NAME.replace('-1', '-2')},UP,,,,,,`,
        'be_blue,BACKEND,UP,,,,,,',
        `be_green,${NAME},UP,,,,,,`,
      ].join('\n'),
    );
    expect(replicasOf(rows, 'blue').map((each) => each.replica)).toEqual([2, 10]);
  });
});

describe('connections of a colour', () => {
  it('are the streams of its backend', () => {
    const answer = [
      '0x55: proto=tcpv4 src=10.0.0.1:1 fe=edge_in be=be_blue srv=x ts=00 age=1s',
      '0x56: proto=tcpv4 src=10.0.0.1:2 fe=edge_in be=be_green srv=x ts=00 age=1s',
      '0x57: proto=tcpv4 src=10.0.0.1:3 fe=edge_in be=<NONE> srv=<none> ts=00 age=1s',
      '0x58: proto=tcpv4 src=127.0.0.1:4 fe=GLOBAL be=<NONE> srv=<none> ts=00',
      '0x59: proto=tcpv4 src=10.0.0.1:5 fe=edge_in be=be_blue srv=<none> ts=00 age=1s',
    ].join('\n');
    expect(countStreams(answer, 'be_blue')).toBe(2);
    expect(countStreams('', 'be_blue')).toBe(0);
  });

  it('are the used ones of all its servers', () => {
    const answer = [
      '# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est unsafe_nb safe_nb idle_lim idle_cur idle_per_thr[2]',
      'be_blue/a 4/1 10.0.0.11 8080 - 2000 3 5 1 0 0 0 0 0 0',
      'be_blue/b 4/2 10.0.0.12 8080 - 2000 1 5 1 0 0 0 0 0 0',
      '',
    ].join('\n');
    expect(countUsedConnections(answer)).toBe(4);
    expect(countUsedConnections('')).toBe(0);
  });
});
