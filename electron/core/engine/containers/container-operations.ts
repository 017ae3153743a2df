import { z } from 'zod';
import { isFailure } from '../../runtime/failure.ts';
import type { EngineConnection } from '../engine-connection.ts';
import type { EngineContainers } from '../engine.ts';
import { apiPath, LIMIT } from '../http/engine-request.ts';
import { attachOutput } from './attach-output.ts';
import { containerBody } from './container-body.ts';
import { describeContainer } from './describe-container.ts';
import { listContainers, listPublishing } from './list-containers.ts';
import { openExec } from './open-exec.ts';
import { containerPayload, readContainerState } from './read-container-state.ts';
import { readChanges } from './read-changes.ts';
import { readLogs } from './read-logs.ts';
import { removeContainer } from './remove-container.ts';
import { runExec } from './run-exec.ts';
import { startContainer } from './start-container.ts';

/** One request each, wherever the API allows: a warm rollback has no time for questions before an answer. */
export function containerOperations(connection: EngineConnection): EngineContainers {
  const { http } = connection;
  const about = (verb: string, id: string) => ({
    kind: 'container' as const,
    doing: `${verb} container ${id}`,
  });
  return {
    create: async (spec, options) => {
      const { Id } = await http.json(
        {
          method: 'POST',
          path: '/containers/create',
          query: { name: spec.name },
          json: containerBody(spec),
          signal: options?.signal,
          limitMs: LIMIT.change,
          about: about('create', spec.name),
        },
        z.object({ Id: z.string() }),
      );
      return Id;
    },
    start: (id, options) => startContainer(connection, id, options),
    stop: async (id, graceMs, options) => {
      const seconds = Math.max(0, Math.ceil(graceMs / 1000));
      await http.call({
        method: 'POST',
        path: apiPath('containers', id, 'stop'),
        query: { t: seconds },
        accept: [304],
        signal: options?.signal,
        limitMs: seconds * 1000 + LIMIT.change,
        about: about('stop', id),
      });
    },
    kill: async (id, signal) => {
      await http.call({
        method: 'POST',
        path: apiPath('containers', id, 'kill'),
        query: { signal },
        limitMs: LIMIT.question,
        about: about('kill', id),
      });
    },
    setRestartPolicy: async (id, policy) => {
      await http.call({
        method: 'POST',
        path: apiPath('containers', id, 'update'),
        json: { RestartPolicy: { Name: policy } },
        limitMs: LIMIT.question,
        about: about('change the restart policy of', id),
      });
    },
    remove: (id) => removeContainer(connection, id),
    inspect: async (idOrName) => {
      try {
        return readContainerState(
          await http.json(
            {
              method: 'GET',
              path: apiPath('containers', idOrName, 'json'),
              limitMs: LIMIT.question,
              about: about('describe', idOrName),
            },
            containerPayload,
          ),
        );
      } catch (error) {
        if (isFailure(error, 'container.missing')) return undefined;
        throw error;
      }
    },
    describe: (idOrName) => describeContainer(connection, idOrName),
    changes: (id, options) => readChanges(connection, id, options),
    list: (labels, ids) => listContainers(connection, labels, ids),
    listPublishing: (port) => listPublishing(connection, port),
    logs: (id, options) => readLogs(connection, id, options),
    exec: (id, command, options) => runExec(connection, id, command, options),
    openExec: (id, command, options) => openExec(connection, id, command, options),
    wait: async (id, options) => {
      const { StatusCode } = await http.json(
        {
          method: 'POST',
          path: apiPath('containers', id, 'wait'),
          signal: options?.signal,
          limitMs: 'none',
          about: about('wait for', id),
        },
        z.object({ StatusCode: z.number() }),
      );
      return StatusCode;
    },
    attachOutput: (id, options) => attachOutput(connection, id, options),
    putArchive: async (id, path, tar) => {
      await http.call({
        method: 'PUT',
        path: apiPath('containers', id, 'archive'),
        query: { path },
        tar,
        limitMs: LIMIT.change,
        about: about(`write into ${path} of`, id),
      });
    },
  };
}
